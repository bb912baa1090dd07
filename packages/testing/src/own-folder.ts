import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder in the temporary one that is this account's alone, for what is unpacked once and used again.
 * Throws where it belongs to somebody else.
 */
export function ownFolder(name: string): string {
  const me = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `${name}-${me}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== me) throw new Error(`${folder} belongs to somebody else: remove it.`);
  return folder;
}
