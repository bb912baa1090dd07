import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Runtime = 'preact' | 'react';

/** The panel's script, built from the present source into a folder of its own. */
export async function buildPanel(runtime: Runtime): Promise<string> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const outDir = await mkdtemp(join(tmpdir(), 'doorstep-panel-'));
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'error'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    // The test runner's own flags and mode are not the build's.
    env: { ...process.env, EMBED_RUNTIME: runtime, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  return readFile(join(outDir, 'doorstep.js'), 'utf8');
}
