import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtOnce } from '@doorstep/testing';

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const app = fileURLToPath(new URL('..', import.meta.url));
const coreConfig = fileURLToPath(new URL('./core.vite.config.ts', import.meta.url));
// The test runner's own flags and mode are not the build's.
const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' };

/** Everything that a build reads. */
const inputs = {
  sources: ['apps/visit/src', 'apps/visit/public', 'packages/ui/src', 'packages/contracts/src'],
  settings: [
    'apps/visit/package.json',
    'apps/visit/index.html',
    'apps/visit/vite.config.ts',
    'apps/visit/test/core.ts',
    'apps/visit/test/core.vite.config.ts',
  ],
};

/** The folder of the app's files, built from the present source, with a page for the core beside it. */
export function buildApp(): Promise<string> {
  return builtOnce('visit', inputs, async (outDir) => {
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
  });
}
