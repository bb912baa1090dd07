import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const app = fileURLToPath(new URL('..', import.meta.url));
const coreConfig = fileURLToPath(new URL('./core.vite.config.ts', import.meta.url));
// The test runner's own flags and mode are not the build's.
const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' };

/** The app, built from the present source into a folder of its own, with a page for the core beside it. */
export async function buildApp(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'doorstep-visit-'));
  const run = (...more: string[]) =>
    promisify(execFile)(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'error', ...more], {
      cwd: app,
      env,
    });
  await run('--emptyOutDir');
  await run('--config', coreConfig);
  await writeFile(
    join(outDir, 'core.html'),
    '<!doctype html><title>Core</title><script src="/visit/core.js"></script>',
  );
  return outDir;
}
