import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { insertRow, sqlSource, startPostgresql, type HousingDatabase } from '../../test/sql-source.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection } from '../connections/index.js';
import { AddOrganisation } from '../organisations/index.js';
import { RunSync } from './run-sync.js';

const never = new AbortController().signal;
let service: StartedService;
let housing: HousingDatabase;
let source: Awaited<ReturnType<typeof sqlSource>>;
let owner: pg.Pool;
let organisationId: string;

const sync = (isFull = false) => service.app.get(RunSync).run('test', organisationId, 'views', isFull, never);
const stored = async () =>
  (
    await owner.query<{ id: string; repair: string; lifecycle: string }>(
      `SELECT a.reference_id AS id, r.reference_id AS repair, a.lifecycle
       FROM appointments a JOIN repairs r ON r.id = a.repair_id ORDER BY 1`,
    )
  ).rows;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  housing = await startPostgresql();
  source = await sqlSource(housing);
  const { id } = await service.app.get(AddOrganisation).run('test', { slug: 'harbour', name: 'Harbour Homes' });
  organisationId = id;
  await service.app.get(AddConnection).run('test', organisationId, {
    name: 'views',
    connector: 'sql-view',
    configuration: source.configuration,
    allowedAddresses: ['127.0.0.1/32'],
  });
}, 60_000);
afterAll(async () => {
  await source.close();
  await owner.end();
  await service.close();
});

describe('a housing database that is read by its views', () => {
  it('comes whole, visits with their repairs, and is not touched when nothing changed', async () => {
    expect(await sync()).toMatchObject({ status: 'complete', problem: null });
    expect((await stored()).map(({ id }) => id)).toEqual([...(await source.keys('appointments'))].sort());
    expect((await sync(true)).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, held: 0 });
  });

  it('a visit that is changed, moved to another repair, added or gone is so in the mirror', async () => {
    const before = await stored();
    const [one, two, three] = before.map(({ id }) => id);
    const elsewhere = before.at(-1)!.repair;
    await housing.admin(
      `update housing.appointment set ends_at = '2026-04-02 11:00:00' where source_id = '${one}'`,
      `update housing.appointment set repair_id = '${elsewhere}' where source_id = '${two}'`,
      `delete from housing.appointment where source_id = '${three}'`,
      insertRow('appointments', 'appointments-late', 3, null),
    );
    const { streams } = await sync(true);
    expect(streams['appointments']).toMatchObject({ inserted: 2, updated: 1, deleted: 1 });
    const after = await stored();
    expect(after.map(({ id }) => id)).toEqual([...(await source.keys('appointments'))].sort());
    expect(after.find(({ id }) => id === two)).toMatchObject({ repair: elsewhere });
  });

  it('no visit goes when nearly all are missing at once', async () => {
    const before = await stored();
    await source.strike('the view is empty', 'appointments');
    expect((await sync(true)).total.deleted).toBe(0);
    expect(await stored()).toEqual(before);
    await source.mend();
    expect((await sync(true)).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
  });
});
