import * as z from 'zod';

import type { FilesPort } from '../contract.js';

import type { FilesConfig } from './configuration.js';
import { refused, rowsOf } from './parse-file.js';

export interface Declared {
  readonly rows: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

const line = z.object({
  file: z.string().min(1),
  rows: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .transform((hex) => hex.toLowerCase()),
});

/**
 * What the manifest says of a file. It is a CSV with the columns `file`, `rows` (without the header) and `sha256`.
 * Throws `SourceProblem` for one that cannot be read, or does not name the file.
 */
export async function readManifest(
  files: FilesPort,
  manifest: string,
  path: string,
  { separator, encoding }: FilesConfig,
): Promise<Declared> {
  let names: readonly string[] | null = null;
  let found: Declared | null = null;
  const facts = { sha256: '', rows: 0, bytes: 0, endsWithLine: false };
  for await (const row of rowsOf(files, manifest, { separator, encoding, headerRows: 1 }, facts)) {
    if (names === null) {
      names = row.map((name) => name.trim().toLowerCase());
      continue;
    }
    const columns = names;
    const read = line.safeParse(Object.fromEntries(row.map((cell, at) => [columns[at] ?? '', cell.trim()])));
    if (!read.success) throw refused(manifest, 'has a line without file, rows or sha256');
    if (read.data.file === path) found = read.data;
  }
  if (found === null) throw refused(path, `is not named in ${manifest}`);
  return found;
}
