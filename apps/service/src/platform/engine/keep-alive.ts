import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EngineProblem, hasCode } from './engine-problem.js';
import { program } from './locate-binaries.js';
import type { ServerAccount } from './server-account.js';

/**
 * Every process that uses the server holds the writing end of one named pipe. A shell beside the server reads it: the
 * system closes a process's end however that process dies, and when the last end is closed the shell stops the server
 * (SIGINT: fast shutdown). The name goes first and the pipe is read once more, so that whoever opened it in between
 * still keeps the server, and whoever comes later sees that it is going.
 */
const KEEPER = `
pipe=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
{ cat <&3 >/dev/null; rm -f "$pipe"; cat <&3 >/dev/null; kill -INT $server; } & watcher=$!
wait $server; ended=$?
kill $watcher 2>/dev/null; rm -f "$pipe"
exit $ended`;

/** Windows has neither named pipes in folders nor SIGINT: there the server ends with the process that started it. */
const KEEPER_ON_WINDOWS = `
const { spawn, spawnSync } = require('node:child_process');
const [stopper, cluster, server, ...words] = process.argv.slice(1);
spawn(server, words, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true }).on('exit', (code) => process.exit(code ?? 1));
process.stdin.resume().on('close', () => spawnSync(stopper, ['stop', '-m', 'fast', '-D', cluster], { windowsHide: true }));`;

/** Lets go of the server; it stops by itself when nobody holds it any more. */
export type Hold = () => void;

/** The named pipe of an engine folder; it exists exactly while its server is wanted. */
export function pipeOf(folder: string): string {
  return join(folder, 'in-use');
}

/** Holds the server that already runs in this folder; undefined when none is wanted by anybody. */
export function joinHold(folder: string): Hold | undefined {
  if (process.platform === 'win32') return () => undefined;
  try {
    // eslint-disable-next-line no-bitwise -- the system's own flags
    return closing(openSync(pipeOf(folder), constants.O_WRONLY | constants.O_NONBLOCK));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENXIO')) return undefined;
    throw error;
  }
}

/**
 * Starts `postgres` so that it ends with its last holder.
 * @param log an open file for what the server writes
 * @returns the keeper process, which ends when the server has ended, and the first hold
 */
export function spawnKept(
  folder: string,
  native: string,
  words: string[],
  account: ServerAccount,
  log: number,
): { keeper: ChildProcess; hold: Hold } {
  const server = program(native, 'postgres');
  const options = { ...account, cwd: folder, env: serverEnvironment(), detached: true, windowsHide: true };
  if (process.platform === 'win32') {
    const words0 = ['-e', KEEPER_ON_WINDOWS, program(native, 'pg_ctl'), join(folder, 'cluster'), server];
    const keeper = spawn(process.execPath, [...words0, ...words], { ...options, stdio: ['pipe', log, log] });
    keeper.unref();
    return { keeper, hold: () => keeper.stdin?.destroy() };
  }

  const pipe = makePipe(folder, account);
  // Neither end of a named pipe opens before the other, except for reading without waiting; the shell needs one that waits.
  const first = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  const reading = openSync(pipe, constants.O_RDONLY);
  closeSync(first);
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'doorstep-keeper', pipe, server, ...words], {
    ...options,
    stdio: [reading, log, log],
  });
  keeper.unref();
  closeSync(reading);
  return { keeper, hold: closing(writing) };
}

function makePipe(folder: string, account: ServerAccount): string {
  const pipe = pipeOf(folder);
  if (existsSync(pipe)) rmSync(pipe);
  const made = spawnSync('mkfifo', ['-m', '600', pipe], { ...account, cwd: '/', encoding: 'utf8' });
  if (made.status !== 0) {
    throw new EngineProblem(
      `A named pipe cannot be made in ${folder} (${made.error?.message ?? made.stderr.trim()}). Set DOORSTEP_DATA_DIR to a folder on an ordinary disk.`,
    );
  }
  return pipe;
}

function closing(descriptor: number): Hold {
  let open = true;
  return () => {
    if (open) closeSync(descriptor);
    open = false;
  };
}

/** What a server process sees of the environment: no settings of a PostgreSQL client, no secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), TZ: 'UTC', LC_ALL: 'C' };
}
