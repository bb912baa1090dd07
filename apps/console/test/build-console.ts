import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtOnce } from '@doorstep/testing';

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const app = fileURLToPath(new URL('..', import.meta.url));
// The test runner's own flags and mode are not the build's.
const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' };
/** Everything that a build reads. */
const inputs = {
  sources: ['apps/console/src', 'apps/console/public', 'packages/ui/src', 'packages/contracts/src'],
  settings: ['apps/console/package.json', 'apps/console/index.html', 'apps/console/vite.config.ts'],
};

/** The folder of the console's files, built from the present source. */
export function buildConsole(): Promise<string> {
  return builtOnce('console', inputs, async (folder) => {
    const words = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
    await promisify(execFile)(process.execPath, words, { cwd: app, env });
  });
}
