import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { HOUR } from './instants.js';
import { instantInLondon, londonTime, nextLondonDay } from './london.js';
import { endOfQuiet, inQuietHours, type QuietHours } from './quiet-hours.js';

const quiet: QuietHours = { nation: 'england-and-wales', from: 19, until: 9 };
const within = (from: string, to: string): fc.Arbitrary<string> =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString());
const anyInstant = fc.oneof(
  within('2025-01-01T00:00:00Z', '2028-12-01T00:00:00Z'),
  within('2027-03-27T12:00:00Z', '2027-03-29T12:00:00Z'),
  within('2027-10-30T12:00:00Z', '2027-11-01T12:00:00Z'),
);
const settings: fc.Arbitrary<QuietHours> = fc.record({
  nation: fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'),
  from: fc.integer({ min: 12, max: 21 }),
  until: fc.integer({ min: 8, max: 11 }),
});

describe('quiet hours', () => {
  it.each([
    ['2026-11-25T08:59:59.999Z', true],
    ['2026-11-25T09:00:00.000Z', false],
    ['2026-11-25T18:59:59.999Z', false],
    ['2026-11-25T19:00:00.000Z', true],
    ['2026-07-01T07:59:59.999Z', true],
    ['2026-07-01T08:00:00.000Z', false],
    ['2026-07-01T18:00:00.000Z', true],
    ['2026-11-29T12:00:00.000Z', true],
    ['2026-12-25T12:00:00.000Z', true],
    ['2026-12-28T12:00:00.000Z', true],
    ['2029-01-03T12:00:00.000Z', true],
  ])('%s: %s', (instant, isQuiet) => {
    expect(inQuietHours(instant, quiet)).toBe(isQuiet);
  });

  it.each([
    // Clocks go forward in the night to Sunday, and the Monday after is Easter Monday.
    ['2027-03-27T19:30:00.000Z', 'england-and-wales', '2027-03-30T08:00:00.000Z'],
    ['2027-03-27T19:30:00.000Z', 'scotland', '2027-03-29T08:00:00.000Z'],
    ['2027-10-30T18:30:00.000Z', 'england-and-wales', '2027-11-01T09:00:00.000Z'],
    ['2027-10-31T00:30:00.000Z', 'england-and-wales', '2027-11-01T09:00:00.000Z'],
    ['2026-12-24T20:00:00.000Z', 'england-and-wales', '2026-12-26T09:00:00.000Z'],
    ['2026-12-26T20:00:00.000Z', 'england-and-wales', '2026-12-29T09:00:00.000Z'],
    ['2026-11-25T12:00:00.000Z', 'england-and-wales', '2026-11-25T12:00:00.000Z'],
  ] as const)('after %s in %s end at %s', (instant, nation, end) => {
    expect(new Date(endOfQuiet(instant, { ...quiet, nation }) ?? Number.NaN).toISOString()).toBe(end);
  });

  it('end at the first instant that is not quiet', () => {
    fc.assert(
      fc.property(anyInstant, settings, (instant, held) => {
        const end = endOfQuiet(instant, held);
        if (end === null) throw new Error('It never ends.');
        expect(inQuietHours(new Date(end).toISOString(), held)).toBe(false);
        expect(end).toBeGreaterThanOrEqual(Date.parse(instant));
        if (end === Date.parse(instant)) return;
        expect(inQuietHours(new Date(end - 1).toISOString(), held)).toBe(true);
        for (let at = Date.parse(instant); at < end; at += HOUR / 2) {
          expect(inQuietHours(new Date(at).toISOString(), held)).toBe(true);
        }
      }),
      { ...runs, numRuns: runs.numRuns / 5 },
    );
  });

  it('never end where no hour is left, or the calendar is', () => {
    expect(endOfQuiet('2026-11-25T12:00:00.000Z', { ...quiet, from: 9 })).toBeNull();
    expect(endOfQuiet('2028-12-31T12:00:00.000Z', quiet)).toBeNull();
  });
});

describe('time in London', () => {
  it('is read and written the same way, but for the hour that spring leaves out', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 23 }), (instant, hour) => {
        const { date } = londonTime(Date.parse(instant));
        const isLeftOut = ['2025-03-30', '2026-03-29', '2027-03-28', '2028-03-26'].includes(date) && hour === 1;
        expect(londonTime(instantInLondon(date, hour * HOUR))).toMatchObject({ date, hour: isLeftOut ? 2 : hour });
      }),
      runs,
    );
  });

  it('has days of 23, 24 and 25 hours', () => {
    const length = (date: string): number =>
      (nextLondonDay(instantInLondon(date, 0)) - instantInLondon(date, 0)) / HOUR;
    expect(['2027-03-28', '2027-07-01', '2027-10-31'].map(length)).toEqual([23, 24, 25]);
  });
});
