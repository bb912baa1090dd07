import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { EngineProblem, hasCode } from './engine-problem.js';
import { runningServer } from './running-server.js';
import { canEnter, type ServerAccount } from './server-account.js';
import { stagingFolder } from './staging-folder.js';

/**
 * The folder that belongs to the database server: the cluster, its log and the pipe that keeps it alive. It is
 * `engine` in the data directory, or, where the server's account cannot enter that path, a folder under /var/tmp
 * that `engine` links to. Removing the data directory removes the data in either case: a folder under /var/tmp that
 * nothing links to is emptied by the next start.
 */
export function openEngineFolder(dataDir: string, account: ServerAccount, say: (line: string) => void): string {
  const engine = join(dataDir, 'engine');
  const found = lstatSync(engine, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) return openLinked(engine, account, say);

  if (owned(engine, account)) return realpathSync(engine);
  if (existsSync(join(engine, 'cluster'))) {
    throw new EngineProblem(
      `The account PostgreSQL runs as can no longer enter ${engine}. Open that path to it again (chmod o+x on the folders above), or set DOORSTEP_DATA_DIR to another folder.`,
    );
  }
  rmSync(engine, { recursive: true, force: true });
  const elsewhere = elsewhereFor(dataDir);
  const left = runningServer(join(elsewhere, 'cluster'));
  if (left !== undefined) {
    throw new EngineProblem(
      `A PostgreSQL server (process ${left.pid}) still runs on ${elsewhere}. Stop it and start again.`,
    );
  }
  rmSync(elsewhere, { recursive: true, force: true });
  claim(elsewhere, account);
  symlinkSync(elsewhere, engine);
  say(`The account PostgreSQL runs as cannot enter ${dataDir}; the data is kept in ${elsewhere} instead.`);
  return elsewhere;
}

function openLinked(engine: string, account: ServerAccount, say: (line: string) => void): string {
  const target = readlinkSync(engine);
  if (existsSync(target)) return target;
  say(`The data kept in ${target} is gone; starting with an empty database.`);
  stagingFolder(purposeOf(realpathSync(join(engine, '..'))));
  claim(target, account);
  return target;
}

function owned(engine: string, account: ServerAccount): boolean {
  try {
    claim(engine, account);
  } catch (error) {
    if (account !== undefined && hasCode(error, 'EPERM', 'EACCES', 'EINVAL')) return false;
    throw error;
  }
  return canEnter(engine, account);
}

function claim(folder: string, account: ServerAccount): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account === undefined) return;
  chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

function elsewhereFor(dataDir: string): string {
  return join(stagingFolder(purposeOf(realpathSync(dataDir))), 'engine');
}

function purposeOf(dataDir: string): string {
  return `data ${dataDir}`;
}
