import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openEngineFolder } from './engine-folder.js';
import { EngineProblem, firstLine, hasCode } from './engine-problem.js';
import { initialise, readPassword } from './initialise.js';
import { joinHold, pipeOf, type Hold } from './keep-alive.js';
import { launchServer, urlOf } from './launch-server.js';
import { locateBinaries } from './locate-binaries.js';
import { takeLock } from './lock-file.js';
import { runningServer } from './running-server.js';
import { serverAccount, type ServerAccount } from './server-account.js';
import { runnableBinaries } from './stage-binaries.js';

const DATABASE = 'doorstep';
const PATIENCE_MS = 60_000;
const STEP_MS = 25;

export type EngineOptions = {
  /** Where everything is kept; made when missing. */
  dataDir: string;
  /** Told, a line at a time, what takes long or differs from what was asked. */
  say: (line: string) => void;
  /** `service`: refuse while another service works in the data directory. `command`, the default: join it. */
  as?: 'service' | 'command';
  /** Settings of PostgreSQL over the built-in ones, for a server that this call starts. */
  settings?: Record<string, string>;
};

export type Engine = {
  /** `postgres://doorstep:…@127.0.0.1:…/doorstep`; the role owns everything on the server. */
  url: string;
  /** True when this call started the server, false when it joined one. */
  owned: boolean;
  /** Lets go of the server. Whoever started it waits until it has stopped, unless others still use it. */
  stop(): Promise<void>;
};

/**
 * The embedded PostgreSQL of a data directory: started when nobody runs it, joined when somebody does. The server ends
 * by itself when the last process that uses it has ended, in whatever way.
 * @throws EngineProblem, in one line that says what to do
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  try {
    const dataDir = makeDataDir(options.dataDir);
    const leave = options.as === 'service' ? enterAsService(dataDir) : () => undefined;
    try {
      return await underStartLock(dataDir, options.say, () => startOrJoin(dataDir, options, leave));
    } catch (error) {
      leave();
      throw error;
    }
  } catch (error) {
    throw explained(error, options.dataDir);
  }
}

async function startOrJoin(dataDir: string, options: EngineOptions, leave: () => void): Promise<Engine> {
  const account = serverAccount(join(dataDir, 'engine'));
  const folder = openEngineFolder(dataDir, account, options.say);
  const { keeper, hold, port, password } =
    (await joinRunning(dataDir, folder, options.say)) ?? (await start(dataDir, folder, account, options));
  try {
    await makeDatabase(port, password);
  } catch (error) {
    hold();
    throw error;
  }
  return {
    url: urlOf(port, password, DATABASE),
    owned: keeper !== undefined,
    async stop() {
      hold();
      if (keeper !== undefined) await untilStopped(keeper, folder);
      leave();
    },
  };
}

type Server = { port: number; password: string; hold: Hold; keeper?: ChildProcess };

async function start(
  dataDir: string,
  folder: string,
  account: ServerAccount,
  { say, settings }: EngineOptions,
): Promise<Server> {
  const native = runnableBinaries(locateBinaries(), account, say);
  const password = await initialise(dataDir, folder, native, account);
  return { password, ...(await launchServer({ folder, native, account, password, say, settings: settings ?? {} })) };
}

/** Undefined once no server runs on the folder: one that is on its way out is waited for. */
async function joinRunning(dataDir: string, folder: string, say: (line: string) => void): Promise<Server | undefined> {
  const cluster = join(folder, 'cluster');
  const password = readPassword(dataDir);
  const started = Date.now();
  for (let running = runningServer(cluster); running !== undefined; running = runningServer(cluster)) {
    const hold = joinHold(folder);
    if (hold && password !== undefined && (await answers(running.port, password, cluster))) {
      return { port: running.port, password, hold };
    }
    hold?.();
    if (Date.now() - started > PATIENCE_MS) {
      throw new EngineProblem(
        `A PostgreSQL server (process ${running.pid}) still runs on ${cluster} and does not answer. Stop it (kill -INT ${running.pid}) and start again.`,
      );
    }
    await pause(STEP_MS);
  }
  if (Date.now() - started > 5_000) say('The PostgreSQL server that was stopping has stopped.');
  return undefined;
}

async function answers(port: number, password: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return realpathSync(rows[0]?.data_directory ?? '') === realpathSync(cluster);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The pipe's name goes at once when nobody else holds the server; then its end is worth waiting for. */
async function untilStopped(keeper: ChildProcess, folder: string): Promise<void> {
  const started = Date.now();
  while (keeper.exitCode === null && keeper.signalCode === null) {
    if (existsSync(pipeOf(folder)) && Date.now() - started > 1_000) return;
    if (Date.now() - started > PATIENCE_MS) return;
    await pause(STEP_MS);
  }
}

function enterAsService(dataDir: string): () => void {
  const lock = takeLock(join(dataDir, 'service.lock'));
  if ('release' in lock) return lock.release;
  throw new EngineProblem(
    `Doorstep already runs on ${dataDir} (process ${lock.heldBy}). Stop that one, or set DOORSTEP_DATA_DIR to another folder.`,
  );
}

async function underStartLock<T>(dataDir: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  let told = false;
  for (;;) {
    const lock = takeLock(join(dataDir, 'start.lock'));
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!told && Date.now() - started > 3_000) {
      told = true;
      say(`Waiting for another start on ${dataDir} (process ${lock.heldBy}).`);
    }
    if (Date.now() - started > PATIENCE_MS) {
      throw new EngineProblem(
        `Another start on ${dataDir} (process ${lock.heldBy}) has not ended for a minute. Stop it and start again.`,
      );
    }
    await pause(STEP_MS);
  }
}

function makeDataDir(dataDir: string): string {
  mkdirSync(resolve(dataDir), { recursive: true });
  return realpathSync(resolve(dataDir));
}

function explained(error: unknown, dataDir: string): unknown {
  if (hasCode(error, 'EACCES', 'EPERM')) {
    return new EngineProblem(
      `This account may not use ${resolve(dataDir)} (${firstLine(error)}). Run as the account that made it, or set DOORSTEP_DATA_DIR to a folder of your own.`,
    );
  }
  if (hasCode(error, 'ENOSPC', 'EROFS', 'EDQUOT', 'ENOTDIR', 'EEXIST')) {
    return new EngineProblem(
      `The data cannot be kept in ${resolve(dataDir)} (${firstLine(error)}). Mend that, or set DOORSTEP_DATA_DIR to another folder.`,
    );
  }
  return error;
}
