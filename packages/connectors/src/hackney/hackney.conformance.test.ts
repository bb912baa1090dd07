import { startHackneySource } from '../../test/hackney-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { hackney } from './hackney.js';

describeConnector({
  connector: hackney as Connector,
  start: startHackneySource,
  skips: {
    'follows a merge': 'Manage My Home has no merge: two persons become one by hand, and one of them is deleted',
    'follows an erasure': 'Manage My Home has no erasure of its own: a person is deleted, or the name is overwritten',
  },
});
