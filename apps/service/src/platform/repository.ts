import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder in which the apps stand, from wherever this runs: the sources, what they became, a program of them. */
export const repository = above(dirname(fileURLToPath(import.meta.url)));

function above(folder: string): string {
  return existsSync(join(folder, 'apps', 'service', 'package.json')) ? folder : above(dirname(folder));
}
