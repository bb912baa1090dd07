/** `window.Doorstep`: called with an instruction before and after the panel is there. */
export interface PageQueue {
  (...instruction: unknown[]): void;
  /** Instructions that wait for the script that follows them. */
  q?: ArrayLike<unknown>[];
  /** What follows each instruction, once its script is there. */
  follows?: Readonly<Record<string, (...given: unknown[]) => void>>;
  /** The version of the copy that this page runs. */
  version?: string;
}

/**
 * Claims the page for this copy, and makes the queue where the host has not.
 * @returns False when another copy came first. It stays; two would show two residents' words in one place.
 */
export function claimPage(page: { Doorstep?: PageQueue }, version: string): boolean {
  const queue: PageQueue =
    typeof page.Doorstep === 'function' ? page.Doorstep : (...instruction) => (queue.q ??= []).push(instruction);
  page.Doorstep = queue;
  if (queue.version !== undefined) {
    if (queue.version !== version) console.warn(`Doorstep ${queue.version} runs on this page; ${version} does not.`);
    return false;
  }
  queue.version = version;
  return true;
}

/** Lets a later script tag try again. */
export function leavePage(page: { Doorstep?: PageQueue }): void {
  delete page.Doorstep?.version;
}
