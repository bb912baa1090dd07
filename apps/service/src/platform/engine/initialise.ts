import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineProblem, hasCode } from './engine-problem.js';
import { serverEnvironment } from './keep-alive.js';
import { program } from './locate-binaries.js';
import type { ServerAccount } from './server-account.js';

const HALF = 'cluster.half-';

/** The password of the embedded server, or undefined before there is one. Only this account may read it. */
export function readPassword(dataDir: string): string | undefined {
  try {
    return readFileSync(passwordFile(dataDir), 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Makes the cluster when there is none: `initdb` works in a folder that only becomes the cluster when it is complete,
 * so a start that was killed half-way is simply begun again.
 * @returns the password of the `doorstep` role, which owns everything on this server
 * @throws EngineProblem when initdb fails, or a cluster is there without its password
 */
export async function initialise(
  dataDir: string,
  folder: string,
  native: string,
  account: ServerAccount,
): Promise<string> {
  const cluster = join(folder, 'cluster');
  for (const name of readdirSync(folder).filter((name) => name.startsWith(HALF))) {
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
  if (existsSync(cluster)) {
    const password = readPassword(dataDir);
    if (password !== undefined) return password;
    throw new EngineProblem(
      `${passwordFile(dataDir)} is missing, and the database in ${cluster} does not open without it. Put it back, or remove ${dataDir} to start with an empty database.`,
    );
  }

  const password = randomBytes(24).toString('hex');
  const mark = randomBytes(6).toString('hex');
  const half = join(folder, `${HALF}${mark}`);
  const handed = join(folder, `${HALF}${mark}.password`);
  writeFileSync(handed, password, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(handed, account.uid, account.gid);
  await initdb(native, account, folder, half, handed);
  rmSync(handed);

  writeFileSync(`${passwordFile(dataDir)}.new`, password, { mode: 0o600 });
  renameSync(`${passwordFile(dataDir)}.new`, passwordFile(dataDir));
  renameSync(half, cluster);
  return password;
}

function initdb(native: string, account: ServerAccount, cwd: string, cluster: string, handed: string): Promise<void> {
  const words = ['-D', cluster, '-U', 'doorstep', '-A', 'scram-sha-256', `--pwfile=${handed}`];
  const flags = ['--locale=C', '-E', 'UTF8', '--no-instructions'];
  return new Promise((resolve, reject) => {
    const child = spawn(program(native, 'initdb'), [...words, ...flags], {
      ...account,
      cwd,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => reject(failed(cluster, error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(cluster, said))));
  });
}

function failed(cluster: string, said: string): EngineProblem {
  const reason = said.split('\n').find((line) => /error|fatal/i.test(line)) ?? said.trim().split('\n')[0] ?? '';
  const remedy = said.includes('could not look up effective user')
    ? 'Run as an account that has a name on this machine, or set DATABASE_URL.'
    : 'Free space or open that path, or set DOORSTEP_DATA_DIR or DATABASE_URL.';
  return new EngineProblem(`The database could not be made in ${cluster}: ${reason}. ${remedy}`);
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'engine.password');
}
