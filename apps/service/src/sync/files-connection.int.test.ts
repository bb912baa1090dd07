import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startFilesSource } from '../../../../packages/connectors/test/files-source.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection } from '../connections/index.js';
import { AddOrganisation } from '../organisations/index.js';
import { ListHeld } from './list-held.js';
import { RunSync } from './run-sync.js';

const never = new AbortController().signal;
const tables = { homes: 'homes', tenancies: 'tenancies', people: 'people', repairs: 'repairs' } as const;
type Stream = keyof typeof tables;
const streams = Object.keys(tables) as Stream[];

let service: StartedService;
let source: Awaited<ReturnType<typeof startFilesSource>>;
let owner: pg.Pool;
let organisationId: string;

const sync = () => service.app.get(RunSync).run('test', organisationId, 'exports', false, never);
const stored = async (stream: Stream) =>
  (
    await owner.query<{ id: string }>(
      `SELECT reference_id AS id FROM ${tables[stream]} WHERE deleted_at IS NULL ORDER BY 1`,
    )
  ).rows.map(({ id }) => id);
async function expectAsInFiles(): Promise<void> {
  for (const stream of streams) expect(await stored(stream)).toEqual([...(await source.keys(stream))].sort());
}

beforeAll(async () => {
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 1 });
  source = await startFilesSource('sftp');
  const { id } = await service.app.get(AddOrganisation).run('test', { slug: 'harbour', name: 'Harbour Homes' });
  organisationId = id;
  await service.app.get(AddConnection).run('test', organisationId, {
    name: 'exports',
    connector: 'files',
    configuration: source.configuration,
    allowedAddresses: ['127.0.0.1/32'],
  });
}, 60_000);
afterAll(async () => {
  await source.close();
  await owner.end();
  await service.close();
});

describe('exports on an SFTP server', () => {
  it('come whole, people in their tenancies and repairs at their homes, and nothing is touched when none is new', async () => {
    expect(await sync()).toMatchObject({ status: 'complete', problem: null });
    await expectAsInFiles();
    const { rows } = await owner.query(
      `SELECT (SELECT count(*)::int FROM tenancy_parties WHERE tenancy_id IS NOT NULL) AS living,
              (SELECT count(*)::int FROM repairs WHERE home_id IS NOT NULL) AS placed`,
    );
    expect(rows).toEqual([{ living: 35, placed: 35 }]);
    expect((await sync()).total).toMatchObject({ inserted: 0, updated: 0, deleted: 0, contacts: 0, held: 0 });
  });

  it('bring who changed, who is new and who is gone', async () => {
    const changed = await source.change('people');
    await source.add('homes');
    await source.remove('repairs');
    expect((await sync()).total).toMatchObject({ inserted: 1, updated: 1, deleted: 1 });
    await expectAsInFiles();
    const { rows } = await owner.query(`SELECT family_name AS name FROM people WHERE reference_id = $1`, [changed]);
    expect(rows).toEqual([{ name: expect.stringContaining('Changed') as unknown }]);
  });

  it('are refused whole where one is cut short, are held by the row where one is torn, and take nobody away', async () => {
    await source.strike('cut', 'people');
    expect(await sync()).toMatchObject({ status: 'incomplete', problem: expect.stringContaining('people.csv') });
    await expectAsInFiles();
    await source.strike('noRows', 'people');
    expect((await sync()).total.deleted).toBe(0);
    await expectAsInFiles();
    await source.strike('tornKey', 'people');
    expect((await sync()).total).toMatchObject({ deleted: 0, held: 2 });
    expect((await service.app.get(ListHeld).run(organisationId, 10)).items).toMatchObject([
      { stream: 'people', message: 'Two rows have this id and say different things.' },
    ]);
    await expectAsInFiles();
    await source.mend();
    expect(await sync()).toMatchObject({ status: 'complete', total: { inserted: 0, deleted: 0, held: 0 } });
    expect((await service.app.get(ListHeld).run(organisationId, 10)).items).toEqual([]);
  });
});
