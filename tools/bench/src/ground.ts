import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { migrate } from '../../../apps/service/src/platform/database/migrate.js';
import { eraseEngine, startEngine } from '../../../apps/service/src/platform/engine/index.js';
import { root, startService, type Service } from './programs.js';

const housingKey = 'bench-key';
const secretKey = randomBytes(32).toString('base64');

/** The embedded server with its usual, durable settings, and an empty migrated database to copy from. */
export interface Ground {
  /** A new database like the empty migrated one; its connection string. */
  database(): Promise<string>;
  remove(): Promise<void>;
}

export async function makeGround(): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-bench-'));
  chmodSync(dataDir, 0o755);
  const engine = await startEngine({ dataDir, say: (line) => process.stderr.write(`${line}\n`) });
  const named = (name: string) => {
    const url = new URL(engine.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  await query(engine.url, 'CREATE DATABASE empty');
  await migrate(named('empty'));
  let made = 0;
  return {
    async database() {
      if (made > 0) await query(engine.url, `DROP DATABASE bench_${made} WITH (FORCE)`);
      made += 1;
      await query(engine.url, `CREATE DATABASE bench_${made} TEMPLATE empty`);
      await query(engine.url, 'CHECKPOINT');
      return named(`bench_${made}`);
    },
    async remove() {
      await engine.stop();
      eraseEngine(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A simulated housing system in a process of its own. */
export interface Housing {
  readonly url: string;
  close(): Promise<void>;
}

export async function startHousing(homes: number): Promise<Housing> {
  const words = ['--homes', String(homes), '--seed', '7', '--api-key', housingKey, '--exit-with-stdin'];
  const child = spawn(process.execPath, [join(root, 'tools/housing-sim/dist/main.js'), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { listening } = JSON.parse(line) as { listening: string };
  return {
    url: listening,
    async close() {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

/** A landlord of a database, connected to a housing system. */
export interface Connected {
  readonly organisationId: string;
  readonly apiKey: string;
}

/** A landlord in `databaseUrl`, connected to `housing`. */
export async function connectAs(slug: string, databaseUrl: string, housing: Housing): Promise<Connected> {
  return inService<Connected>(databaseUrl, ['connect', housing.url, housingKey, slug]);
}

/** The only landlord in `databaseUrl`, connected to `housing`; its id. */
export async function connect(databaseUrl: string, housing: Housing): Promise<string> {
  return (await connectAs('bench', databaseUrl, housing)).organisationId;
}

/** The built service as a landlord runs it, on `databaseUrl`. */
export async function startBuiltService(databaseUrl: string): Promise<Service> {
  return startService(serviceSettings(databaseUrl));
}

/** Lets a process of the built service do one thing. Throws when it fails. */
export async function inService<Answer>(
  databaseUrl: string,
  words: readonly string[],
  flags: readonly string[] = [],
): Promise<Answer> {
  const { NODE_OPTIONS: _ours, ...own } = process.env;
  const program = join(root, 'tools/bench/service-under-bench.mjs');
  const child: ChildProcess = spawn(process.execPath, ['--expose-gc', ...flags, program, ...words], {
    env: { ...own, ...serviceSettings(databaseUrl) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${words[0]} ended with ${code}.`);
  return JSON.parse(said) as Answer;
}

function serviceSettings(databaseUrl: string): Readonly<Record<string, string>> {
  return { DATABASE_URL: databaseUrl, DOORSTEP_SECRET_KEY: secretKey, DOORSTEP_DEMO: '0' };
}

/** Runs one statement as the owner. */
export async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
  }
}
