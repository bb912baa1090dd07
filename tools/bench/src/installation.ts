import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EngineProblem, eraseEngine, startEngine } from '../../../apps/service/src/platform/engine/index.js';
import { scratchFolder } from '../../../packages/testing/src/scratch-folder.js';
import { command } from './programs.js';

const stepMs = 50;

/** A landlord in an installation of its own, connected to a housing system and not yet synced. */
export interface Installation {
  /** What a process of the service needs to know to run on it. */
  readonly env: Readonly<Record<string, string>>;
  readonly apiKey: string;
  readonly organisationId: string;
  /** Removes everything it kept, once its server has stopped. Its other processes must have ended. */
  remove(): Promise<void>;
}

/** `pageSize` is how many records are asked for at a time: small pages make a long sync of a small landlord. */
export async function makeInstallation(
  housingUrl: string,
  housingKey: string,
  pageSize: number,
): Promise<Installation> {
  const dataDir = scratchFolder('doorstep-trial-');
  chmodSync(dataDir, 0o755);
  const env = {
    DOORSTEP_DATA_DIR: dataDir,
    DOORSTEP_DEMO: '0',
    DOORSTEP_SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const added = await command<{ id: string; apiKey: string }>(
    ['organisation', 'add', '--slug', 'trial', '--name', 'Trial Homes'],
    env,
  );
  const settings = [`housingUrl=${housingUrl}`, `apiKey=${housingKey}`, `pageSize=${pageSize}`];
  await command(
    ['connection', 'add', 'housing', '--set', ...settings, '--allow-address', '127.0.0.1/32', '--every', '1440'],
    env,
  );
  return {
    env,
    apiKey: added.apiKey,
    organisationId: added.id,
    async remove() {
      await until('its server has stopped', 60_000, () => Promise.resolve(isErased(dataDir)));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A server whose last user was killed needs a moment to stop, and refuses to be erased meanwhile. */
function isErased(dataDir: string): boolean {
  try {
    eraseEngine(dataDir);
    return true;
  } catch (error) {
    if (error instanceof EngineProblem) return false;
    throw error;
  }
}

/** A session of the database's owner, who sees every row. */
export interface Session {
  readonly url: string;
  rows<Row extends object>(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Opens a session. `stays` keeps the server up until `close`; without it the session lasts no longer
 * than whoever started the server, as in a crash.
 */
export async function look({ env }: Installation, stays: boolean): Promise<Session> {
  const engine = await startEngine({
    dataDir: env['DOORSTEP_DATA_DIR'] ?? '',
    as: 'command',
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const client = new pg.Client({ connectionString: engine.url });
  client.on('error', () => undefined); // its server may be killed
  await client.connect();
  if (!stays) await engine.stop();
  return {
    url: engine.url,
    rows: async (sql) => (await client.query(sql)).rows,
    async close() {
      await client.end().catch(() => undefined);
      if (stays) await engine.stop();
    },
  };
}

/** Waits until `holds`. Throws after `limitMs` with what was waited for. */
export async function until(what: string, limitMs: number, holds: () => Promise<boolean>): Promise<void> {
  const started = Date.now();
  while (!(await holds())) {
    if (Date.now() - started > limitMs) throw new Error(`Waited ${limitMs / 1000} s in vain until ${what}.`);
    await pause(stepMs);
  }
}
