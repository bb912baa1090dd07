import { afterAll, beforeAll, describe } from '@jest/globals';
import { createTestDatabase, startMariaDb, type TestDatabase, type TestMariaDb } from '@doorstep/testing';

import { sqlSource, startMariaHousing, startPostgresql } from '../../../../apps/service/test/sql-source.js';
import { describeConnector } from '../conformance/describe-connector.js';
import type { Connector } from '../contract.js';

import { sqlView, sqlViewByTime } from './sql-view.js';

const skips = {
  'waits when it is asked to':
    'a database does not ask for fewer requests; it refuses a connection, which has its own test',
  'follows no link to elsewhere': 'a row has no link that is followed',
  'follows a merge': 'a view does not tell that two rows became one: one of them is gone',
  'follows an erasure': 'a view does not tell that somebody was blotted out: the row is gone, or its fields are blank',
};

describe('PostgreSQL, by row version', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  describeConnector({
    connector: sqlView as Connector,
    start: async () => sqlSource(await startPostgresql(database)),
    skips,
  });
});

describe('MariaDB, by time of change', () => {
  let server: TestMariaDb;
  beforeAll(async () => {
    server = await startMariaDb();
  }, 120_000);
  afterAll(() => server.close());

  describeConnector({
    connector: sqlViewByTime as Connector,
    start: async () => sqlSource(await startMariaHousing(server)),
    skips,
  });
});
