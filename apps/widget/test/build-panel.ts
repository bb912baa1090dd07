import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Runtime = 'preact' | 'react';
/** What the service serves under `/embed/v1/`: content by the path after it. */
export type PanelFiles = ReadonlyMap<string, Buffer>;

/** The panel's files, built from the present source, once for all suites while that stays as it is. */
export async function buildPanel(runtime: Runtime): Promise<PanelFiles> {
  return filesIn(await built(`panel-${runtime}`, (folder) => buildInto(folder, runtime)));
}

/** The same in a folder that may hold versions from before. */
export async function buildPanelIn(folder: string): Promise<PanelFiles> {
  await buildInto(folder, 'preact');
  return filesIn(folder);
}

/** The script of a host that is written in React and uses our wrapper. */
export async function buildReactHost(): Promise<string> {
  const given = ['--config', 'test/react-host.vite.config.ts'];
  const folder = await built('react-host', (empty) => vite(empty, given, { NODE_ENV: 'development' }));
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

/**
 * The folder of a build, named by what it is made of. Whole or not at all: several suites may come here at once, or be
 * killed half-way.
 */
async function built(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const home = join(tmpdir(), `doorstep-builds-${userInfo().uid}`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = join(home, `${name}-${await hashOfSources()}`);
  if (existsSync(folder)) return folder;
  const half = await mkdtemp(join(home, 'half-'));
  await build(half);
  try {
    await rename(half, folder);
  } catch (thrown) {
    if (!existsSync(folder)) throw thrown;
    await rm(half, { recursive: true });
  }
  return folder;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const widget = join(root, 'apps/widget');
/** Everything that a build reads; the lock names the packages. */
const sources = ['apps/widget/src', 'packages/ui/src', 'packages/contracts/src'];
const settings = [
  'package-lock.json',
  'apps/widget/package.json',
  'apps/widget/vite.config.ts',
  'apps/widget/test/react-host.tsx',
  'apps/widget/test/react-host.vite.config.ts',
];

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const found = await Promise.all(sources.map((folder) => pathsIn(join(root, folder))));
  const paths = [
    ...found.flat().filter((path) => !/\.test\.tsx?$/.test(path)),
    ...settings.map((at) => join(root, at)),
  ];
  for (const path of paths.sort()) {
    hash.update(`${relative(root, path)}\0`);
    hash.update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(folder: string): Promise<PanelFiles> {
  const files = new Map<string, Buffer>();
  for (const path of await pathsIn(folder))
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  return files;
}

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
