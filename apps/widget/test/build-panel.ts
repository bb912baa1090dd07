import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Runtime = 'preact' | 'react';
/** What the service serves under `/embed/v1/`: content by the path after it. */
export type PanelFiles = ReadonlyMap<string, Buffer>;

/**
 * The panel's files, built from the present source into a folder of its own.
 * @param outDir The folder, where it matters what it held before.
 */
export async function buildPanel(runtime: Runtime, outDir?: string): Promise<PanelFiles> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const folder = outDir ?? (await mkdtemp(join(tmpdir(), 'doorstep-panel-')));
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', folder, '--logLevel', 'error'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    // The test runner's own flags and mode are not the build's.
    env: { ...process.env, EMBED_RUNTIME: runtime, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
