import { ExponentialBackoff, fullJitterGenerator } from 'cockatiel';

/** About four days, as the waits between them grow. */
export const mostTries = 18;

/** Longer than one try can take, so that nobody tries again while one is still in the air. */
const leastMs = 30_000;

const backoff = new ExponentialBackoff({
  generator: fullJitterGenerator,
  initialDelay: 60_000,
  maxDelay: 12 * 3_600_000,
});

/** Milliseconds from the try of that number, from 1, to the next: a minute at first, then doubling to 12 hours, jittered. */
export function waitAfterTry(tries: number): number {
  let wait = backoff.next();
  for (let made = 1; made < tries; made += 1) wait = wait.next(undefined);
  return Math.max(leastMs, wait.duration);
}
