import type { ChildProcess } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EngineProblem, firstLine } from './engine-problem.js';
import { spawnKept, type Hold } from './keep-alive.js';
import type { ServerAccount } from './server-account.js';

const LOG_LIMIT_BYTES = 1_000_000;

/** What an engine folder's server runs with. `settings` are PostgreSQL's own, by name. */
export type Launch = {
  folder: string;
  native: string;
  account: ServerAccount;
  password: string;
  settings: Record<string, string>;
  say: (line: string) => void;
};

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it answers, however long recovery takes.
 * @throws EngineProblem with the server's own reason when it ends instead
 */
export async function launchServer(launch: Launch): Promise<{ port: number; keeper: ChildProcess; hold: Hold }> {
  for (let attempt = 1; ; attempt += 1) {
    // Nothing living holds the cluster here, and PostgreSQL would take a reused process number for a server.
    rmSync(join(launch.folder, 'cluster', 'postmaster.pid'), { force: true });
    const port = await freePort();
    const log = openLog(launch);
    const { keeper, hold } = spawnKept(
      launch.folder,
      launch.native,
      words(launch, port),
      launch.account,
      log.descriptor,
    );
    closeSync(log.descriptor);
    const ended = await untilReady(keeper, port, launch);
    if (!ended) return { port, keeper, hold };
    hold();
    const said = readFileSync(log.file, 'utf8').slice(log.from);
    if (attempt < 3 && said.includes('could not bind')) continue;
    const reason = said.split('\n').find((line) => line.includes('FATAL')) ?? said.trim().split('\n').at(-1) ?? '';
    throw new EngineProblem(
      `PostgreSQL did not start: ${reason.replace(/^.*FATAL:\s*/, '')}. Its log is ${log.file}; mend that or set DATABASE_URL.`,
    );
  }
}

/** The address of a database on the embedded server, for the role that owns everything there. */
export function urlOf(port: number, password: string, database: string): string {
  return `postgres://doorstep:${password}@127.0.0.1:${port}/${database}`;
}

/** True once the server ended, false once it answers. */
async function untilReady(keeper: ChildProcess, port: number, launch: Launch): Promise<boolean> {
  const started = Date.now();
  let told = started;
  let ended = false;
  keeper.once('exit', () => (ended = true)).once('error', () => (ended = true));
  while (!ended) {
    const client = new pg.Client({ connectionString: urlOf(port, launch.password, 'postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return false;
    } catch (error) {
      if (Date.now() - told > 5_000) {
        told = Date.now();
        launch.say(`Waiting for PostgreSQL (${Math.round((told - started) / 1000)} s): ${firstLine(error)}`);
      }
      await pause(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return true;
}

/** The log takes what the server says about itself only: statements, their values and errors about them stay out. */
function words({ folder, settings }: Launch, port: number): string[] {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...settings,
  };
  return ['-D', join(folder, 'cluster'), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function openLog({ folder, account }: Launch): { file: string; descriptor: number; from: number } {
  const file = join(folder, 'server.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const from = size > LOG_LIMIT_BYTES ? 0 : size;
  const descriptor = openSync(file, from === 0 ? 'w' : 'a', 0o600);
  if (account) fchownSync(descriptor, account.uid, account.gid);
  return { file, descriptor, from };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
