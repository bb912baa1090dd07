import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { EngineProblem, firstLine, hasCode } from './engine-problem.js';
import { noBinaryFor, program } from './locate-binaries.js';
import type { ServerAccount } from './server-account.js';
import { stagingFolder } from './staging-folder.js';

/**
 * A copy of PostgreSQL that the account can run: the installed one where possible, otherwise one made once under
 * /var/tmp (a closed path, a read-only folder without the links that npm leaves out).
 * @param native the folder npm installed
 * @param say told, in one line, when a copy is made
 * @returns the `native` folder to run from
 * @throws EngineProblem when this machine cannot run it at all
 */
export function runnableBinaries(native: string, account: ServerAccount, say: (line: string) => void): string {
  mend(native);
  if (runs(native, account)) return native;

  const folder = stagingFolder(`binaries ${versionOf(native)} ${process.platform} ${process.arch}`);
  const staged = join(folder, 'native');
  if (!existsSync(staged)) copyInto(folder, native, say);
  mend(staged);
  if (!runs(staged, account)) throw noBinaryFor(`${process.platform} ${process.arch}`);
  return staged;
}

function copyInto(folder: string, native: string, say: (line: string) => void): void {
  say(`The account PostgreSQL runs as cannot use the copy in ${native}; copying it once to ${folder}.`);
  const half = mkdtempSync(join(folder, 'half-'));
  try {
    cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    openToAll(join(half, 'native'));
    renameSync(join(half, 'native'), join(folder, 'native'));
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) {
      throw new EngineProblem(
        `PostgreSQL could not be copied to ${folder}: ${firstLine(error)}. Mend that or set DATABASE_URL.`,
      );
    }
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Makes the links npm cannot carry and restores execute bits, as far as the folder may be written to. */
function mend(native: string): void {
  try {
    for (const name of readdirSync(join(native, 'bin'))) {
      const file = join(native, 'bin', name);
      const mode = lstatSync(file).mode;
      if ((mode & 0o100) === 0) chmodSync(file, mode | ((mode & 0o444) >> 2));
    }
    for (const { source, target } of links(native)) {
      const link = join(native, '..', target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      symlinkSync(relative(dirname(target), source), link);
    }
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOENT')) throw error;
  }
}

function links(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

function runs(native: string, account: ServerAccount): boolean {
  return ['postgres', 'initdb'].every((name) => {
    const file = program(native, name as 'postgres' | 'initdb');
    return spawnSync(file, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
  });
}

function versionOf(native: string): string {
  return (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version;
}
