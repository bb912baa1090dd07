import { join } from 'node:path';
import { root } from './root.mjs';

/** The words that make Node run a TypeScript program of this repository from its sources. */
export function typescript(...path) {
  const runner = join(root, 'packages', 'testing', 'run-typescript.mjs');
  return ['--import', runner, '--conditions', '@doorstep/source', join(root, ...path)];
}
