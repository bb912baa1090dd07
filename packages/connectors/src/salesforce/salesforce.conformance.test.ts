import { startSalesforceSource } from '../../test/salesforce-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { salesforce } from './salesforce.js';

describeConnector({
  connector: salesforce as Connector,
  start: startSalesforceSource,
  skips: {
    'reads a wall clock in its zone, on the nights of the change too':
      'Salesforce writes every time with its offset, and dates without a time',
    'follows an erasure': 'Salesforce has no erasure of its own: a person is deleted, or the name is overwritten',
  },
});
