import { startHousingSim, type HousingSim, type HousingSimOptions } from '@doorstep/housing-sim';
import { createTestDatabase } from '@doorstep/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { AppModule } from '../src/app.module.js';
import { AddConnection } from '../src/connections/index.js';
import { entities } from '../src/entities.js';
import { AddOrganisation } from '../src/organisations/index.js';
import { noAntivirus } from '../src/platform/antivirus/index.js';
import { Database } from '../src/platform/database/database.js';
import { FolderStore } from '../src/platform/objects/index.js';
import type { Platform } from '../src/platform/platform.module.js';
import { JobQueue } from '../src/platform/queue/queue.js';
import { Sealer } from '../src/platform/secrets/seal.js';
import { DecideContacts, type DecidedBatch } from '../src/prompting/index.js';
import { RunSync, type RunReport } from '../src/sync/index.js';

const simKey = 'simulated-key';

/** Rows of the mirror by table, each as its text, with nothing in it that is ours alone (ids, times of reading). */
export type Mirror = Readonly<Record<string, readonly string[]>>;

/** A simulated housing system in this process, connected to a database of this file's own. */
export interface SyncFromSim {
  readonly sim: HousingSim;
  readonly app: INestApplicationContext;
  readonly platform: Platform;
  readonly organisationId: string;
  readonly connectionId: string;
  readonly apiKey: string;
  /** Runs one statement as the owner of everything, who sees every landlord. */
  sql<Row extends object>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  sync(isFull?: boolean): Promise<RunReport>;
  decideAll(): Promise<DecidedBatch>;
  /** Switches faults of the simulator; the next `clearFaults` ends them all. */
  fault(path: string, switches: Readonly<Record<string, boolean | number>>): Promise<void>;
  clearFaults(): Promise<void>;
  /** The mirror as it could be compared with another database's. */
  mirror(): Promise<Mirror>;
  close(): Promise<void>;
}

const never = new AbortController().signal;

/** Nothing is read yet: call `sync`. `beside` reads a simulator that another call started, and leaves it running. */
export async function syncFromSim(
  options: Partial<HousingSimOptions> = {},
  beside?: HousingSim,
  pageSize = 50,
): Promise<SyncFromSim> {
  const sim = beside ?? (await startHousingSim({ port: 0, homes: 120, seed: 11, apiKey: simKey, ...options }));
  const testDatabase = await createTestDatabase();
  const owner = new pg.Pool({ connectionString: testDatabase.url, max: 2 });
  const database = await Database.open(testDatabase.url, entities, 10);
  const queue = await JobQueue.open(undefined, testDatabase.url, () => undefined);
  const objectsDir = mkdtempSync(join(tmpdir(), 'doorstep-objects-'));
  const platform = {
    database,
    queue,
    sealer: new Sealer(randomBytes(32)),
    objects: new FolderStore(objectsDir),
    antivirus: noAntivirus,
    filesRoot: undefined,
    backupDays: 400,
    publicOrigin: undefined,
  };
  const app = await NestFactory.createApplicationContext(AppModule.on(platform), {
    logger: false,
    abortOnError: false,
  });
  const organisation = await app.get(AddOrganisation).run('test', { slug: 'harbour', name: 'Harbour Homes' });
  const connection = await app.get(AddConnection).run('test', organisation.id, {
    name: 'housing',
    connector: 'hackney',
    configuration: { housingUrl: sim.url, apiKey: simKey, pageSize },
    allowedAddresses: ['127.0.0.1/32'],
  });

  const ask = async (method: string, path: string, body?: unknown) => {
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${sim.url}${path}`, { method, ...json });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  };
  const sql = async <Row extends object>(statement: string, parameters: readonly unknown[] = []) =>
    (await owner.query(statement, parameters as unknown[])).rows as Row[];

  return {
    sim,
    app,
    platform,
    organisationId: organisation.id,
    connectionId: connection.id,
    apiKey: organisation.apiKey,
    sql,
    sync: (isFull = false) => app.get(RunSync).run('test', organisation.id, 'housing', isFull, never),
    decideAll: () => app.get(DecideContacts).runAll(organisation.id, never),
    fault: (path, switches) => ask('POST', '/_sim/faults', { path, ...switches }),
    clearFaults: () => ask('DELETE', '/_sim/faults'),
    mirror: () => readMirror(sql),
    async close() {
      await app.close();
      await queue.close();
      await database.close();
      await owner.end();
      await testDatabase.drop();
      rmSync(objectsDir, { recursive: true, force: true });
      if (!beside) await sim.close();
    },
  };
}

const ours = ['organisation_id', 'id', 'connection_id', 'first_seen_at', 'changed_at'];

async function readMirror(sql: SyncFromSim['sql']): Promise<Mirror> {
  const mirror: Record<string, string[]> = {};
  for (const [table, links] of Object.entries({
    homes: [],
    people: [],
    tenancies: ['home_id'],
    repairs: ['home_id'],
    cases: [],
  })) {
    const rows = await sql<{ row: string }>(
      `SELECT (to_jsonb(x) - $1::text[] - $2::text[] - 'deleted_at')::text || (x.deleted_at IS NOT NULL)::text
         ${links.map((link) => `|| coalesce((SELECT h.reference_id FROM homes h WHERE h.id = x.${link}), '-')`).join('')} AS row
       FROM ${table} x ORDER BY reference_id`,
      [ours, links],
    );
    mirror[table] = rows.map(({ row }) => row);
  }
  const others: Readonly<Record<string, string>> = {
    tenancy_parties: `SELECT p.reference_id, y.tenancy_reference_id, t.reference_id AS tenancy, y.is_responsible, y.resolution
      FROM tenancy_parties y JOIN people p ON p.id = y.person_id LEFT JOIN tenancies t ON t.id = y.tenancy_id`,
    appointments: `SELECT r.reference_id AS repair, a.reference_id, a.starts_at, a.ends_at, a.lifecycle
      FROM appointments a JOIN repairs r ON r.id = a.repair_id`,
    case_subjects: `SELECT c.reference_id AS "case", s.reference_id, s.allocated_by
      FROM case_subjects s JOIN cases c ON c.id = s.case_id`,
    other_references: `SELECT o.entity, coalesce(h.reference_id, t.reference_id) AS of, o.reference_id, o.allocated_by
      FROM other_references o LEFT JOIN homes h ON h.id = o.entity_id LEFT JOIN tenancies t ON t.id = o.entity_id`,
    contacts: `SELECT c.type_code, c.type_source, c.occurred_at, c.reference_id, split_part(c.allocated_by, '/', 2) AS allocated_for,
        h.reference_id AS home, t.reference_id AS tenancy, r.reference_id AS repair
      FROM contacts c LEFT JOIN homes h ON h.id = c.home_id LEFT JOIN tenancies t ON t.id = c.tenancy_id
      LEFT JOIN repairs r ON r.id = c.repair_id`,
  };
  for (const [table, query] of Object.entries(others)) {
    const rows = await sql<{ row: string }>(`SELECT row_to_json(x)::text AS row FROM (${query}) x ORDER BY 1`);
    mirror[table] = rows.map(({ row }) => row);
  }
  return mirror;
}
