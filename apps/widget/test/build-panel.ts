import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtOnce, filesBelow } from '@doorstep/testing';

export type Runtime = 'preact' | 'react';
export const everyRuntime: readonly Runtime[] = ['preact', 'react'];
/**
 * The one that landlords are given, for what lies in our words and rules and not in what draws them; every one where
 * `TRIALS=full` asks for it.
 */
export const givenRuntime = process.env['TRIALS'] === 'full' ? everyRuntime : everyRuntime.slice(0, 1);
/** What the service serves under `/embed/v1/`: content by the path after it. */
export type PanelFiles = ReadonlyMap<string, Buffer>;

/** The panel's files, built from the present source, once for all suites while that stays as it is. */
export async function buildPanel(runtime: Runtime): Promise<PanelFiles> {
  return filesIn(await builtOnce(`panel-${runtime}`, inputs, (folder) => buildInto(folder, runtime)));
}

/** The same in a folder that may hold versions from before. */
export async function buildPanelIn(folder: string): Promise<PanelFiles> {
  await buildInto(folder, 'preact');
  return filesIn(folder);
}

/** The script of a host that is written in React and uses our wrapper. */
export async function buildReactHost(): Promise<string> {
  const given = ['--config', 'test/react-host.vite.config.ts'];
  const folder = await builtOnce('react-host', inputs, (empty) => vite(empty, given, { NODE_ENV: 'development' }));
  return readFile(join(folder, 'react-host.js'), 'utf8');
}

// The test runner's own mode is not the build's.
function buildInto(folder: string, runtime: Runtime): Promise<void> {
  return vite(folder, [], { EMBED_RUNTIME: runtime, NODE_ENV: 'production' });
}

async function vite(folder: string, given: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const program = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  await promisify(execFile)(process.execPath, [program, 'build', ...given, '--outDir', folder, '--logLevel', 'error'], {
    cwd: widget,
    // The test runner's own flags are not the build's.
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  });
}

const widget = fileURLToPath(new URL('..', import.meta.url));
/** Everything that a build reads. */
const inputs = {
  sources: ['apps/widget/src', 'packages/ui/src', 'packages/contracts/src'],
  settings: [
    'apps/widget/package.json',
    'apps/widget/vite.config.ts',
    'apps/widget/test/react-host.tsx',
    'apps/widget/test/react-host.vite.config.ts',
  ],
};

async function filesIn(folder: string): Promise<PanelFiles> {
  const files = new Map<string, Buffer>();
  for (const path of await filesBelow(folder))
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  return files;
}
