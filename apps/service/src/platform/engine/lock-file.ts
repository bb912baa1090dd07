import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hasCode } from './engine-problem.js';
import { identityOf, isLiving } from './process-identity.js';

/**
 * Takes a lock file that holds the identity of this process. A lock whose process is gone is taken over; one whose
 * process lives never is.
 * @returns `release` when taken, or `heldBy` with the process number of the living holder
 */
export function takeLock(file: string): { release: () => void } | { heldBy: number } {
  const mine = `${file}.${randomUUID()}`;
  const identity = identityOf(process.pid);
  writeFileSync(mine, identity, { mode: 0o600 });
  try {
    for (;;) {
      if (linked(mine, file)) return { release: () => releaseLock(file, identity) };
      const holder = read(file);
      if (holder !== undefined && isLiving(holder)) return { heldBy: Number.parseInt(holder, 10) };
      if (holder !== undefined) removeStale(file, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function releaseLock(file: string, identity: string): void {
  if (read(file) === identity) rmSync(file, { force: true });
}

/** Moves the stale lock aside and looks again, since another start may have replaced it by a living one meanwhile. */
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = read(aside);
  if (moved !== undefined && isLiving(moved)) linked(aside, file);
  rmSync(aside, { force: true });
}

/** A hard link appears whole or not at all, so nobody ever reads half a lock. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
