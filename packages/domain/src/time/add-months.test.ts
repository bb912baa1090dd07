import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { addMonths } from './add-months.js';

describe('calendar months', () => {
  it.each([
    ['2026-11-25', 1, '2026-12-25'],
    ['2026-11-25', 0, '2026-11-25'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 13, '2028-01-15'],
  ])('%s and %i', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('never leave the month they are meant to end in', () => {
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 }), (from, months) => {
        const date = from.toISOString().slice(0, 10);
        const [year = 0, month = 0] = addMonths(date, months).split('-').map(Number);
        expect(year * 12 + month).toBe(from.getUTCFullYear() * 12 + from.getUTCMonth() + 1 + months);
      }),
      runs,
    );
  });

  it.each([
    ['25 November', 1],
    ['2026-11-25', -1],
    ['2026-11-25', 0.5],
  ])('are refused of %s and %d', (date, months) => {
    expect(() => addMonths(date, months)).toThrow(RangeError);
  });
});
