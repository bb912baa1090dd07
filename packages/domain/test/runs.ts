import { jest } from '@jest/globals';

const isFull = process.env['TRIALS'] === 'full';
if (isFull) jest.setTimeout(600_000);

/** How many times a property is tried: three hundred, or ten thousand where `TRIALS=full` asks for it. */
export const runs = { numRuns: isFull ? 10_000 : 300 };
