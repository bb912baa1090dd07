import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const app = fileURLToPath(new URL('..', import.meta.url));
// The test runner's own flags and mode are not the build's.
const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' };

/** The console, built from the present source into a folder of its own. */
export async function buildConsole(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'doorstep-console-'));
  const words = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, words, { cwd: app, env });
  return outDir;
}
