import { registerToken, type GetToken } from './token.js';

type Instruction = ArrayLike<unknown>;
interface Queue {
  (...instruction: unknown[]): void;
  q?: Instruction[];
}

/**
 * Takes over `window.Doorstep`: follows what the page queued before the script came, then what it says from now on. An
 * instruction that we do not know is written to the console, never thrown into the page.
 */
export function takeOverQueue(page: { Doorstep?: unknown }): void {
  const before = page.Doorstep as Queue | undefined;
  page.Doorstep = (...instruction: unknown[]) => follow(instruction);
  for (const instruction of before?.q ?? []) follow(instruction);
}

function follow(instruction: Instruction): void {
  const [name, value] = Array.from(instruction);
  if (name === 'token' && typeof value === 'function') registerToken(value as GetToken);
  else console.warn('Doorstep does not know this instruction:', name);
}
