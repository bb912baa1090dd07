import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

let known: string | undefined;

/**
 * Hash of the code that turns rows into records: every file of this package, and the version of zod. Another release reads
 * every row anew, whether or not anybody thought of saying that it means something else by it.
 */
export function codeHash(): string {
  known ??= hashOfFolder(new URL('../', import.meta.url));
  return known;
}

function hashOfFolder(folder: URL): string {
  const sum = createHash('sha256').update(JSON.stringify(z.core.version));
  const files = readdirSync(fileURLToPath(folder), { recursive: true, encoding: 'utf8' });
  for (const path of files.filter((one) => /(?<!\.test|\.d)\.[jt]s$/.test(one)).sort())
    sum.update(path).update(readFileSync(new URL(path, folder)));
  return sum.digest('hex');
}
