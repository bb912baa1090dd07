import { startDataverseSource } from '../../test/dataverse-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { dataverse } from './dataverse.js';

describeConnector({
  connector: dataverse as Connector,
  start: startDataverseSource,
  skips: {
    'follows an erasure': 'Dataverse has no erasure of its own: a contact is deleted, or its columns are overwritten',
  },
});
