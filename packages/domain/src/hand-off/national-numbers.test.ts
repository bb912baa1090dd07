import { describe, expect, it } from '@jest/globals';
import { handOffRoutes } from '../routing/hand-off-route.js';
import type { Nation } from '../time/nation.js';
import { handOffRules } from './hand-off-rules.js';
import { nationalNumbers, numbersFor } from './national-numbers.js';

const nations: readonly Nation[] = ['england-and-wales', 'scotland', 'northern-ireland'];
const digits = (...args: Parameters<typeof numbersFor>): readonly string[] =>
  numbersFor(...args).map(({ number }) => number);

describe('numbers that anyone can ring', () => {
  it('are those of the nation, danger to life first', () => {
    expect(digits('emergency', 'england-and-wales')).toEqual(['999', '0800 111 999']);
    expect(digits('emergency', 'northern-ireland')).toEqual(['999', '0800 002 001']);
    expect(digits('crisis', 'scotland')).toEqual(['999', '116 123']);
    expect(digits('safeguarding_da', 'england-and-wales')).toEqual(['999', '0808 2000 247', '0808 80 10 800']);
    expect(digits('safeguarding_da', 'scotland')).toEqual(['999', '0800 027 1234']);
    expect(digits('safeguarding', 'england-and-wales')).toEqual(['999', '101']);
    expect(digits('support', 'england-and-wales')).toEqual([]);
  });

  it('are there for every hand-off that shows numbers at once, in every nation', () => {
    for (const route of handOffRoutes.filter((each) => handOffRules[each].showsNumbersAtOnce)) {
      for (const nation of nations) expect(numbersFor(route, nation)[0]?.number).toBe('999');
    }
  });

  it('each say where from, and since when', () => {
    for (const { source, checkedOn } of nationalNumbers) {
      expect(source).toMatch(/^https:\/\//);
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
