import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMariaDb, type TestMariaDb } from '@doorstep/testing';

import {
  type HousingDatabase,
  insertRow,
  sqlSource,
  startMariaHousing,
  startPostgresql,
} from '../../../../apps/service/test/sql-source.js';
import { Bench, dice } from '../conformance/bench.js';
import type { Connector } from '../contract.js';

import { sqlView, sqlViewByTime } from './sql-view.js';

let maria: TestMariaDb;
beforeAll(async () => {
  maria = await startMariaDb();
}, 120_000);
afterAll(() => maria.close());

const kinds: readonly (readonly [string, Connector, () => Promise<HousingDatabase>])[] = [
  ['PostgreSQL, by row version', sqlView as Connector, startPostgresql],
  ['MariaDB, by time of change', sqlViewByTime as Connector, () => startMariaHousing(maria)],
];

describe.each(kinds)('what is still under way while it is read: %s', (_name, connector, start) => {
  it('is read once it is committed, though what began later was read before', async () => {
    const database = await start();
    const source = await sqlSource(database);
    const slow = await database.session();
    try {
      const bench = new Bench(connector, source, dice(1));
      const store = await bench.loaded('homes');
      await slow.run('begin');
      await slow.run(insertRow('homes', 'homes-slow', 1, null));
      await slow.run("update housing.home set address_line_1 = 'Changed slowly' where source_id = 'homes-3'");
      await database.admin(insertRow('homes', 'homes-quick', 2, null));
      await bench.settle(store, { only: 'homes' });
      expect(store.hashes('homes')['homes']).not.toHaveProperty('homes-slow');
      await slow.run('commit');
      await bench.settle(store, { only: 'homes' });
      expect(store.hashes('homes')['homes']).toHaveProperty('homes-slow');
      expect(store.hashes('homes')['homes']).toHaveProperty('homes-quick');
      await bench.demandEqual(store, 'homes');
    } finally {
      await slow.close();
      await source.close();
    }
  });

  it('keeps nobody from being there: a sweep sees what it does not read', async () => {
    const database = await start();
    const source = await sqlSource(database);
    const slow = await database.session();
    try {
      const bench = new Bench(connector, source, dice(1));
      const store = await bench.loaded('homes');
      await slow.run('begin');
      await slow.run(insertRow('homes', 'homes-slow', 1, null));
      // Its place is now at or above the horizon, since the slow one began before.
      await database.admin("update housing.home set address_line_1 = 'Moved on' where source_id = 'homes-3'");
      await database.admin("delete from housing.home where source_id = 'homes-4'");
      const run = await bench.settle(store, { only: 'homes', full: true });
      expect(run.alarms).toEqual([]);
      expect(Object.keys(store.hashes('homes')['homes'] ?? {})).toContain('homes-3');
      expect(Object.keys(store.hashes('homes')['homes'] ?? {})).not.toContain('homes-4');
      await slow.run('commit');
      await bench.settle(store, { only: 'homes' });
      await bench.demandEqual(store, 'homes');
    } finally {
      await slow.close();
      await source.close();
    }
  });
});
