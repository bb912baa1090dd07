import { randomInt } from 'node:crypto';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed in `TRIAL_SEED`, else one of chance; said aloud, so that a failure can be had again. */
export function chooseSeed(): number {
  const given = process.env['TRIAL_SEED'];
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  if (!Number.isInteger(seed)) throw new Error(`TRIAL_SEED: write a whole number, not ${given}.`);
  process.stderr.write(`TRIAL_SEED=${seed}\n`);
  return seed;
}
