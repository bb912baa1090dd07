/** Whether everything that is thrown is thrown often: `TRIALS=full`. */
export const isFull = process.env['TRIALS'] === 'full';

/** What is thrown is thrown from this: another each time, or the one that `SEED` names. */
export const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000_000));
