/** How many times a property is tried: a thousand, or ten thousand where `TRIALS=full` asks for it. */
export const runs = { numRuns: process.env['TRIALS'] === 'full' ? 10_000 : 1000 };
