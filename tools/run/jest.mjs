import { join } from 'node:path';
import { root } from './root.mjs';

/** The words and the environment that make Node run Jest on this repository. */
export function jest(words) {
  const flags = '--experimental-vm-modules --disable-warning=ExperimentalWarning';
  return {
    words: [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--rootDir', root, ...words],
    env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${flags}`.trim() },
  };
}
