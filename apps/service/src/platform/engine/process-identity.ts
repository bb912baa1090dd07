import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { hasCode } from './engine-problem.js';

/**
 * A process as `pid` or `pid.start`, where start tells it from a later process that was given the same number
 * (Linux; elsewhere the number has to do).
 */
export function identityOf(pid: number): string {
  const start = statusOf(pid)?.start;
  return start === undefined ? String(pid) : `${pid}.${start}`;
}

/** True when exactly this process still runs; a zombie does not. */
export function isLiving(identity: string): boolean {
  const [number, start] = identity.split('.');
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false;
  }
  const status = statusOf(pid);
  return status === undefined || (status.state !== 'Z' && (start === undefined || status.start === start));
}

/** True when the process lives and, where that can be seen, is the PostgreSQL server that works in this cluster. */
export function isLivingPostgres(pid: number, cluster: string): boolean {
  const name = statusOf(pid)?.name;
  if (!isLiving(String(pid)) || (name !== undefined && name !== 'postgres')) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return true;
  }
}

/** From `/proc/<pid>/stat`: the name stands in brackets and may itself hold spaces and brackets. */
function statusOf(pid: number): { name: string; state: string; start: string } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = line.lastIndexOf(')');
    const fields = line.slice(end + 2).split(' ');
    return { name: line.slice(line.indexOf('(') + 1, end), state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
