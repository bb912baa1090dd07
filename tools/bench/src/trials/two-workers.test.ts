import { describe, expect, it } from '@jest/globals';
import { chooseSeed } from './dice.js';
import { isClean, overall } from './trial.js';
import { twoWorkers } from './two-workers.js';

describe('two workers and the command line on one database', () => {
  it('give each contact one decision', async () => {
    const report = await twoWorkers({ homes: 50, rounds: 1, contacts: 300, standstillMs: 500, seed: chooseSeed() });
    expect({ seed: report.seed, clean: isClean(report), ...overall(report) }).toMatchObject({ clean: true });
  }, 240_000);
});
