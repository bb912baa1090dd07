import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';

/** The operating-system account the database server runs under; undefined is the account of this process. */
export type ServerAccount = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as the owner of the folder when there is one already,
 * and as `nobody` otherwise; no account is created. Anyone else runs it as themselves.
 */
export function serverAccount(engineFolder: string): ServerAccount {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lstatSync(engineFolder, { throwIfNoEntry: false });
  if (existing?.isDirectory() && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  return { uid: idOfNobody('-u'), gid: idOfNobody('-g') };
}

/** True when the account may enter the folder, which needs every folder above it to be open to it too. */
export function canEnter(folder: string, account: ServerAccount): boolean {
  if (account === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function idOfNobody(which: '-u' | '-g'): number {
  try {
    return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return 65_534;
  }
}
