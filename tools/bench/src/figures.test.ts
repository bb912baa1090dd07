import { describe, expect, it } from '@jest/globals';
import { growthExponent, inWords, spread } from './figures.js';

describe('figures', () => {
  it('have a median and a range', () => {
    expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
    expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 });
  });

  it('need at least one', () => {
    expect(() => spread([])).toThrow(RangeError);
  });

  it('are said with their range', () => {
    expect(inWords({ median: 1234.5, least: 1000, most: 2000 }, 0)).toBe('1,235 (1,000 to 2,000)');
    expect(inWords({ median: 0.305, least: 0.29, most: 0.4 }, 2)).toBe('0.31 (0.29 to 0.40)');
  });

  it('tell the power with which a cost grows', () => {
    expect(growthExponent({ size: 10, cost: 3 }, { size: 100, cost: 30 })).toBeCloseTo(1);
    expect(growthExponent({ size: 10, cost: 3 }, { size: 100, cost: 300 })).toBeCloseTo(2);
    expect(() => growthExponent({ size: 10, cost: 3 }, { size: 10, cost: 4 })).toThrow(RangeError);
  });
});
