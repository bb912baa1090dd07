import { lstatSync, readdirSync, readlinkSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineProblem, hasCode } from './engine-problem.js';
import { takeLock } from './lock-file.js';
import { runningServer } from './running-server.js';

/**
 * Removes everything a data directory holds, the part that is kept under /var/tmp too.
 * @throws EngineProblem while a service or a command still works in it
 */
export function eraseEngine(dataDir: string): void {
  if (lstatSync(dataDir, { throwIfNoEntry: false }) === undefined) return;
  const lock = takeLock(join(dataDir, 'service.lock'));
  const engine = join(dataDir, 'engine');
  const inUse = 'heldBy' in lock ? lock.heldBy : runningServer(join(engine, 'cluster'))?.pid;
  if (inUse !== undefined) {
    if ('release' in lock) lock.release();
    throw new EngineProblem(`Doorstep still runs on ${dataDir} (process ${inUse}). Stop it first, then start over.`);
  }
  if (lstatSync(engine, { throwIfNoEntry: false })?.isSymbolicLink()) {
    removeLinked(readlinkSync(engine));
  }
  for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** With the folder that was made to hold it, which has nothing else in it. */
function removeLinked(target: string): void {
  rmSync(target, { recursive: true, force: true });
  try {
    rmdirSync(dirname(target));
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY', 'ENOENT', 'EACCES', 'EPERM', 'EBUSY')) throw error;
  }
}
