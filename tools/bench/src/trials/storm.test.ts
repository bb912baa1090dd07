import { describe, expect, it } from '@jest/globals';
import { chooseSeed } from './dice.js';
import { storm } from './storm.js';
import { isClean, overall } from './trial.js';

describe('the service, killed in a storm of visits', () => {
  it('has each visit that it acknowledged once, and none that was never sent', async () => {
    const report = await storm({ homes: 60, phones: 20, kills: 2, longestMs: 1_500, seed: chooseSeed() });
    expect({ seed: report.seed, clean: isClean(report), ...overall(report) }).toMatchObject({ clean: true });
    expect(report.figures['Visits acknowledged']).toBeGreaterThan(0);
  }, 240_000);
});
