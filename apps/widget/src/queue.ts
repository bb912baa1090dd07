import type { PageQueue } from './loader-page.js';

/** What one instruction does, with whatever the page gave after its name. */
type Follow = (...given: unknown[]) => void;

/** Every instruction that one of our scripts may follow; those of a script that has not come yet wait for it. */
const known = ['token', 'frame'];

/**
 * Follows one instruction of the page from now on, and those of the kind that it queued before. The panel and the frame
 * script share one queue, whichever comes first. An instruction that none of them knows is written to the console, never
 * thrown into the page.
 */
export function followInstruction(page: { Doorstep?: PageQueue }, name: string, follow: Follow): void {
  const queue = page.Doorstep?.follows ? page.Doorstep : ourQueue(page.Doorstep);
  page.Doorstep = queue;
  queue.follows = { ...queue.follows, [name]: follow };
  const waiting = queue.q ?? [];
  queue.q = [];
  for (const instruction of waiting) queue(...Array.from(instruction));
}

function ourQueue(before: PageQueue | undefined): PageQueue {
  const queue: PageQueue = (...instruction) => {
    const [name, ...given] = instruction;
    const follow = queue.follows?.[String(name)];
    if (follow) follow(...given);
    else if (known.includes(String(name))) (queue.q ??= []).push(instruction);
    else console.warn('Doorstep does not know this instruction:', name);
  };
  return Object.assign(
    queue,
    { follows: {}, q: before?.q ?? [] },
    before?.version !== undefined && { version: before.version },
  );
}
