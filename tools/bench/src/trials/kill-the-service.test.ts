import { describe, expect, it } from '@jest/globals';
import { chooseSeed } from './dice.js';
import { killTheService } from './kill-the-service.js';
import { isClean, overall } from './trial.js';

describe('the service, killed at random moments', () => {
  it('ends with the store of an untroubled run, and one decision a contact', async () => {
    const report = await killTheService({
      homes: 100,
      pageSize: 20,
      killsInSync: 2,
      killsInDeciding: 1,
      everyAlone: 2,
      seed: chooseSeed(),
    });
    expect({ seed: report.seed, clean: isClean(report), ...overall(report) }).toMatchObject({ clean: true });
  }, 240_000);
});
