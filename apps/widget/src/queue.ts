import type { PageQueue } from './loader-page.js';
import { registerToken, type GetToken } from './token.js';

/**
 * Follows what the page queued before the panel came, and what it says from now on. An instruction that we do not know is
 * written to the console, never thrown into the page.
 */
export function takeOverQueue(page: { Doorstep?: PageQueue }): void {
  const before = page.Doorstep;
  const queue: PageQueue = (...instruction) => follow(instruction);
  if (before?.version !== undefined) queue.version = before.version;
  page.Doorstep = queue;
  for (const instruction of before?.q ?? []) follow(instruction);
}

function follow(instruction: ArrayLike<unknown>): void {
  const [name, value] = Array.from(instruction);
  if (name === 'token' && typeof value === 'function') registerToken(value as GetToken);
  else console.warn('Doorstep does not know this instruction:', name);
}
