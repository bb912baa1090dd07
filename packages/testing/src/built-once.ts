import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a build is made of, from the repository's root. */
export interface BuildInputs {
  /** Folders; what lies in them as `*.test.ts` is no part of it. */
  readonly sources: readonly string[];
  readonly settings: readonly string[];
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The folder of a build from the present source, named by what it is made of, so that all suites share it while that
 * stays as it is: read it, change nothing. Whole or not at all: several suites may come here at once, or be killed
 * half-way.
 */
export async function builtOnce(
  name: string,
  inputs: BuildInputs,
  build: (emptyFolder: string) => Promise<void>,
): Promise<string> {
  const home = join(tmpdir(), `doorstep-builds-${userInfo().uid}`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = join(home, `${name}-${await hashOf(inputs)}`);
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

/** Every file below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function hashOf({ sources, settings }: BuildInputs): Promise<string> {
  const found = await Promise.all(sources.map((folder) => filesBelow(join(root, folder))));
  const paths = [
    ...found.flat().filter((path) => !/\.test\.tsx?$/.test(path)),
    // The lock names the packages.
    ...['package-lock.json', ...settings].map((at) => join(root, at)),
  ];
  const hash = createHash('sha256');
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
