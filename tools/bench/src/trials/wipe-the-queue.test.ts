import { describe, expect, it } from '@jest/globals';
import { chooseSeed } from './dice.js';
import { isClean, overall } from './trial.js';
import { wipeTheQueue } from './wipe-the-queue.js';

describe('the queue, wiped while contacts wait', () => {
  it('costs no contact its decision', async () => {
    const report = await wipeTheQueue({ homes: 50, rounds: 2, contacts: 500, seed: chooseSeed() });
    expect({ seed: report.seed, clean: isClean(report), ...overall(report) }).toMatchObject({ clean: true });
  }, 240_000);
});
