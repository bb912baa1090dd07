import { describe, expect, it } from '@jest/globals';
import { aYear } from './a-year.js';
import { chooseSeed } from './dice.js';

describe('a year of contacts', () => {
  it('leaves no household over budget and asks none that must not be asked', () => {
    const seed = chooseSeed();
    const { looked, whyNots } = aYear({ homes: 600, seed });
    expect({ seed, found: looked.filter(({ breaches }) => breaches > 0) }).toEqual({ seed, found: [] });
    expect({ seed, unseen: looked.slice(0, 2).filter(({ chances }) => chances === 0) }).toEqual({ seed, unseen: [] });
    expect(whyNots.length).toBeGreaterThan(8);
  }, 120_000);
});
