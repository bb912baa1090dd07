import { startFixfloSource } from '../../test/fixflo-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { fixflo } from './fixflo.js';

describeConnector({ connector: fixflo as Connector, start: startFixfloSource });
