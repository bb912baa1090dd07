import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLivingPostgres } from './process-identity.js';

/**
 * The server that runs on a cluster, from its `postmaster.pid`: process number on line 1, port on line 4.
 * Undefined when there is none, or the file was left by one that is gone.
 */
export function runningServer(cluster: string): { pid: number; port: number } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return isLivingPostgres(pid, cluster) ? { pid, port: Number(lines[3]) } : undefined;
}
