import { expect, it } from '@jest/globals';
import { periodUpTo, quartersAt } from './periods.js';

it('ends with today', () => {
  expect(periodUpTo('2026-11-25', '13-weeks')).toEqual({ from: '2026-08-27', before: '2026-11-26' });
  expect(periodUpTo('2026-11-25', '52-weeks')).toEqual({ from: '2025-11-27', before: '2026-11-26' });
});

it('goes over the turn of the year', () => {
  expect(quartersAt('2026-02-03')).toEqual({
    thisQuarter: { from: '2026-01-01', before: '2026-04-01' },
    lastQuarter: { from: '2025-10-01', before: '2026-01-01' },
  });
  expect(quartersAt('2026-12-31').thisQuarter).toEqual({ from: '2026-10-01', before: '2027-01-01' });
});
