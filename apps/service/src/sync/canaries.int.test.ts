import { Writable } from 'node:stream';
import { connectors, type ValueMapping } from '@doorstep/connectors';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import type { ConformanceSource } from '../../../../packages/connectors/src/conformance/conformance-source.js';
import { startDataverseSource } from '../../../../packages/connectors/test/dataverse-source.js';
import { startFilesSource } from '../../../../packages/connectors/test/files-source.js';
import { startFixfloSource } from '../../../../packages/connectors/test/fixflo-source.js';
import { startHackneySource } from '../../../../packages/connectors/test/hackney-source.js';
import { startSalesforceSource } from '../../../../packages/connectors/test/salesforce-source.js';
import { Canaries, forbiddenFields, startPlantingProxy, type PlantingProxy } from '../../test/planting-proxy.js';
import { sqlSource, startPostgresql } from '../../test/sql-source.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AppModule } from '../app.module.js';
import { AddConnection } from '../connections/index.js';
import { jobHandlers } from '../job-handlers.js';
import { AddOrganisation } from '../organisations/index.js';
import { JobQueue } from '../platform/queue/queue.js';
import { DecideContacts } from '../prompting/index.js';
import { ListHeld } from './list-held.js';
import { RunSync, type RunReport } from './run-sync.js';

const never = new AbortController().signal;
const overHttp: Readonly<Record<string, () => Promise<ConformanceSource>>> = {
  hackney: startHackneySource,
  dataverse: startDataverseSource,
  salesforce: startSalesforceSource,
  fixflo: startFixfloSource,
};
const otherwise: Readonly<Record<string, () => Promise<ConformanceSource>>> = {
  files: () => startFilesSource('sftp'),
  'sql-view': async () => sqlSource(await startPostgresql()),
};

const canaries = new Canaries();
const reports: Record<string, RunReport> = {};
const mappings: Record<string, ValueMapping> = {};
const toClose: { close(): Promise<void> }[] = [];
const lines: string[] = [];
const answers: string[] = [];
/** What workers said of jobs that went wrong. */
const problems: string[] = [];
let service: StartedService;
let owner: pg.Pool;
let organisationId: string;
const found = new Map<string, Set<string>>();

/** What is found in a text, and where. */
function search(where: string, text: string): void {
  for (const [canary] of text.matchAll(/zq\d{5}zq/gi)) {
    const place = canaries.placeOf(canary);
    found.set(place, (found.get(place) ?? new Set()).add(where));
  }
}

/** Whether the connector's own list of fields names this place. */
function isAllowed(place: string): boolean {
  const [system = '', path = ''] = place.split(':');
  const connector = connectors.get(system)!;
  const named = connector
    .fields(mappings[system] ?? connector.defaultMapping)
    .flatMap(({ fields }) => fields.flatMap(({ theirs }) => (theirs ?? '').split(/,\s*/)))
    .map((one) => one.replaceAll('[]', ''))
    .filter((one) => one !== '');
  return named.some((one) => path === one || path.endsWith(`.${one}`));
}

async function bring(system: string, source: ConformanceSource, proxy: PlantingProxy | null): Promise<void> {
  const told = JSON.stringify(source.configuration);
  const own = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0];
  const configuration = JSON.parse(
    proxy === null || own === undefined ? told : told.replaceAll(own, proxy.url),
  ) as Record<string, unknown>;
  const { id } = await service.app.get(AddConnection).run('test', organisationId, {
    name: system,
    connector: system,
    configuration,
    allowedAddresses: ['127.0.0.1/32'],
  });
  if (source.mapping !== undefined) {
    mappings[system] = source.mapping;
    await owner.query(`UPDATE connections SET value_mapping = $2 WHERE id = $1`, [id, source.mapping]);
  }
  reports[system] = await service.app.get(RunSync).run('test', organisationId, system, false, never);
}

/** Lets a worker come upon errors that quote whole rows: the database refuses every person, and says whom. */
async function breakInWorker(logger: Logger): Promise<void> {
  await owner.query(`UPDATE people SET content_hash = '\\x00', row_hash = NULL`);
  await owner.query(`ALTER TABLE people ADD CONSTRAINT ck_nobody CHECK (changed_at < 'epoch') NOT VALID`);
  const { rows } = await owner.query<{ id: string }>(
    `UPDATE connections SET next_sync_at = now() WHERE name IN ('hackney', 'files', 'sql-view') RETURNING id`,
  );
  let broken: () => void = () => undefined;
  const allBroken = new Promise<void>((done) => (broken = done));
  const worker = await JobQueue.open(undefined, service.databaseUrl, (job, code) => {
    logger.warn({ job, code }, 'job problem');
    problems.push(`${job} ${code}`);
    if (problems.length >= rows.length) broken();
  });
  worker.work(jobHandlers(service.app));
  await worker.add(
    'sync.run',
    rows.map(({ id }) => ({ key: `canary-${id}`, payload: { organisationId, connectionId: id } })),
  );
  await allBroken;
  await worker.close();
  await owner.query('ALTER TABLE people DROP CONSTRAINT ck_nobody');
}

beforeAll(async () => {
  for (const name of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, name).mockImplementation((...said: unknown[]) => void lines.push(said.map(String).join(' ')));
  service = await startService();
  owner = new pg.Pool({ connectionString: service.databaseUrl, max: 2 });
  const organisation = await service.app.get(AddOrganisation).run('test', { slug: 'harbour', name: 'Harbour Homes' });
  organisationId = organisation.id;
  for (const [system, start] of Object.entries(overHttp)) {
    const source = await start();
    const own = /http:\/\/127\.0\.0\.1:\d+/.exec(JSON.stringify(source.configuration))![0];
    const proxy = await startPlantingProxy(system, own, canaries);
    toClose.push(proxy, source);
    await bring(system, source, proxy);
  }
  for (const [system, start] of Object.entries(otherwise)) {
    const source = await start();
    toClose.push(source);
    await source.plant!(canaries.of(`${system}:nationalInsuranceNumber`));
    await source.plantTaken!((field) => canaries.of(`${system}:${field}`));
    await bring(system, source, null);
  }
  await service.app.get(DecideContacts).runAll(organisationId, never);

  const logger = pino(
    { level: 'trace' },
    new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(chunk.toString());
        done();
      },
    }),
  );
  await breakInWorker(logger);
  const { createHttp, startHttp } = await import('../platform/http/start-http.js');
  const app = await createHttp(AppModule.on(service.platform));
  toClose.push(app);
  await startHttp(app, { port: 0, host: '127.0.0.1', logger, demoUrl: undefined });
  const url = await app.getUrl();
  for (const path of ['held', 'alarms', 'connections', 'decisions', 'nothing-here']) {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${organisation.apiKey}` },
    });
    answers.push(`${path} ${answer.status} ${await answer.text()}`);
  }
  // A request that breaks is logged.
  await owner.query('ALTER TABLE held_rows RENAME COLUMN message TO away');
  const broken = await fetch(`${url}/api/v1/held`, { headers: { authorization: `Bearer ${organisation.apiKey}` } });
  answers.push(`held ${broken.status} ${await broken.text()}`);
  await owner.query('ALTER TABLE held_rows RENAME COLUMN away TO message');
  const held = await service.app.get(ListHeld).runWithRaw('test', organisationId, 100);
  answers.push(JSON.stringify(held));

  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    const { rows } = await owner.query<{ canary: string }>(
      `SELECT DISTINCT m[1] AS canary FROM ${name} x, regexp_matches(x::text, 'zq[0-9]{5}zq', 'gi') m`,
    );
    for (const { canary } of rows) search(name, canary);
  }
  for (const line of lines) search('log', line);
  for (const answer of answers) search('answer', answer);
}, 60_000);

afterAll(async () => {
  for (const one of toClose.reverse()) await one.close();
  await owner.end();
  await service.close();
});

describe('a canary in every field of every system', () => {
  it.each([...Object.keys(overHttp), ...Object.keys(otherwise)])('%s was read through the service', (system) => {
    expect(reports[system]!.total.inserted).toBeGreaterThan(20);
  });

  it.each([...Object.keys(overHttp), ...Object.keys(otherwise)])(
    '%s: what may be taken is found, so the search can find',
    (system) => {
      expect([...found.keys()].filter((place) => place.startsWith(`${system}:`)).length).toBeGreaterThan(0);
    },
  );

  it('of what is not on the list of its connector nothing is found in any table, log or answer', () => {
    expect(canaries.size).toBeGreaterThan(200);
    const leaks = [...found].filter(([place]) => !isAllowed(place)).map(([place, where]) => [place, ...where]);
    expect(leaks).toEqual([]);
  });

  it('no number that must never be kept is on any list', () => {
    const taken = [...found.keys()].filter((place) => forbiddenFields.some((name) => place.endsWith(name)));
    expect(taken).toEqual([]);
  });

  it('nothing of what an alert says of somebody is taken', () => {
    const said = [...found.keys()].filter((place) => /alerts\.(description|reason|personName|assure)/.test(place));
    expect(said).toEqual([]);
    expect([...found.keys()]).toEqual(expect.arrayContaining(['hackney:results.persons.surname']));
  });

  it('a log line tells of nobody, a worker’s neither when the database quotes whole rows', () => {
    expect(problems.filter((one) => one === 'sync.run QueryFailedError 23514')).toHaveLength(3);
    expect(lines.filter((line) => line.includes('job problem')).length).toBeGreaterThanOrEqual(3);
    expect([...found].filter(([, where]) => where.has('log'))).toEqual([]);
  });

  it('rows were held with what was taken of them', () => {
    expect(answers.at(-1)).toContain('"raw":"{');
    expect(answers[0]).toMatch(/^held 200/);
  });
});
