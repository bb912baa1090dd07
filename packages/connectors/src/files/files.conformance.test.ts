import { describe } from '@jest/globals';

import { startFilesSource } from '../../test/files-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { files } from './files.js';

const skips = {
  'waits when it is asked to': 'no folder and no SFTP server asks for fewer requests',
  'follows no link to elsewhere': 'HTTP alone: no cell of a file is an address that is followed',
  'follows a merge': 'an export says what there is, not what became of it: one of the two is gone',
  'follows an erasure': 'an export says what there is, not what became of it: the row is gone',
};

describe('by folder', () => {
  describeConnector({
    connector: files as Connector,
    start: () => startFilesSource('folder'),
    skips: {
      ...skips,
      'refuses wrong credentials once, and says so': 'a folder has none: the machine lets its user in',
    },
  });
});

describe('by SFTP', () => {
  describeConnector({ connector: files as Connector, start: () => startFilesSource('sftp'), skips });
});
