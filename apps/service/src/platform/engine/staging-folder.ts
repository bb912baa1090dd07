import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineProblem, hasCode } from './engine-problem.js';

/**
 * A folder every account can enter and only this one can write to, named by a hash of what it is for, so that the
 * same purpose finds it again. It outlives a restart of the machine.
 * @throws EngineProblem when somebody else made a folder of that name first: its content cannot be trusted.
 */
export function stagingFolder(purpose: string): string {
  const me = process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(`${me}\n${purpose}`).digest('hex').slice(0, 16);
  const folder = join(process.platform === 'win32' ? tmpdir() : '/var/tmp', `doorstep-${hash}`);
  try {
    mkdirSync(folder, { mode: 0o755 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || (process.getuid && (found.uid !== me || (found.mode & 0o022) !== 0))) {
    throw new EngineProblem(`${folder} belongs to somebody else. Remove it, or set DATABASE_URL, and start again.`);
  }
  return folder;
}
