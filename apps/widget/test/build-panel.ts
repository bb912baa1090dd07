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
  // The test runner's own mode is not the build's.
  const folder = await build([], { EMBED_RUNTIME: runtime, NODE_ENV: 'production' }, outDir);
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}

/** The script of a host that is written in React and uses our wrapper. */
export async function buildReactHost(): Promise<string> {
  const folder = await build(['--config', 'test/react-host.vite.config.ts'], { NODE_ENV: 'development' });
  return readFile(join(folder, 'react-host.js'), 'utf8');
}

async function build(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
  outDir?: string,
): Promise<string> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const folder = outDir ?? (await mkdtemp(join(tmpdir(), 'doorstep-panel-')));
  await promisify(execFile)(process.execPath, [vite, 'build', ...given, '--outDir', folder, '--logLevel', 'error'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    // The test runner's own flags are not the build's.
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
  return folder;
}
