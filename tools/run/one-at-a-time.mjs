import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './root.mjs';

/**
 * Lets one process of this clone at a time install or build; the others wait, and take over from one that is gone.
 * @param say told, once, whom it waits for
 */
export async function oneAtATime(say, work) {
  const folder = join(root, '.turbo');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'run.lock');
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; !linked(mine, lock); await pause(100)) {
      const holder = Number(read(lock));
      if (holder === 0) continue;
      if (holder === process.pid || !isLiving(holder)) rmSync(lock, { force: true });
      else if (!told) {
        told = true;
        say(`Waiting for another install or build here (process ${holder}).`);
      }
    }
    process.once('exit', () => release(lock));
    return await work();
  } finally {
    release(lock);
    rmSync(mine, { force: true });
  }
}

function release(lock) {
  if (read(lock) === String(process.pid)) rmSync(lock, { force: true });
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isLiving(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
