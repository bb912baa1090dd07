import type { PageQueue } from './loader-page.js';

/**
 * Follows one instruction of the page from now on, and those of the kind that it queued before. The panel and the frame
 * script share one queue, whichever comes first: what neither follows yet waits in it, and is written to the console,
 * never thrown into the page.
 */
export function followInstruction(
  page: { Doorstep?: PageQueue },
  name: string,
  follow: (...given: unknown[]) => void,
): void {
  const before = page.Doorstep;
  const ours: PageQueue = (...instruction) => {
    const [name, ...given] = instruction;
    const follow = queue.follows?.[name as string];
    if (follow) return follow(...given);
    (queue.q ??= []).push(instruction);
    console.warn('Doorstep: nothing follows this yet:', name);
  };
  const queue = before?.follows ? before : Object.assign(ours, before);
  page.Doorstep = queue;
  queue.follows = { ...queue.follows, [name]: follow };
  const waiting = queue.q ?? [];
  queue.q = [];
  for (const instruction of waiting) queue(...Array.from(instruction));
}
