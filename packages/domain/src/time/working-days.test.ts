import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../test/runs.js';
import { bankHolidays } from './bank-holidays.js';
import { addWorkingDays, calendarRunsOut, isWorkingDay, workingDaysBetween } from './working-days.js';

const nation = fc.constantFrom('england-and-wales' as const, 'scotland' as const, 'northern-ireland' as const);
const day = fc
  .integer({ min: 0, max: 1000 })
  .map((after) => new Date(Date.UTC(2025, 0, 1 + after)).toISOString().slice(0, 10));
const count = fc.integer({ min: 0, max: 60 });

describe('working days', () => {
  it('add up, in one step or in two', () => {
    fc.assert(
      fc.property(day, count, count, nation, (from, one, other, where) => {
        expect(addWorkingDays(addWorkingDays(from, one, where), other, where)).toBe(
          addWorkingDays(from, one + other, where),
        );
      }),
      runs,
    );
  });

  it('are as many between as were added, and end on one', () => {
    fc.assert(
      fc.property(day, count, nation, (from, added, where) => {
        const to = addWorkingDays(from, added, where);
        expect(workingDaysBetween(from, to, where)).toBe(added);
        expect(workingDaysBetween(to, from, where)).toBe(added === 0 ? 0 : -added);
        if (added > 0) expect(isWorkingDay(to, where)).toBe(true);
      }),
      runs,
    );
  });

  it.each([
    ['2026-12-24', 1, 'england-and-wales', '2026-12-29'],
    ['2026-12-31', 1, 'scotland', '2027-01-05'],
    ['2026-12-31', 1, 'england-and-wales', '2027-01-04'],
    ['2026-11-27', 1, 'scotland', '2026-12-01'],
    ['2027-03-25', 1, 'scotland', '2027-03-29'],
    ['2027-03-25', 1, 'england-and-wales', '2027-03-30'],
    ['2027-07-09', 1, 'northern-ireland', '2027-07-13'],
    ['2026-06-12', 1, 'scotland', '2026-06-16'],
    ['2026-11-28', 0, 'england-and-wales', '2026-11-28'],
    ['2026-12-18', 10, 'england-and-wales', '2027-01-06'],
  ] as const)('%s and %i in %s is %s', (from, added, where, to) => {
    expect(addWorkingDays(from, added, where)).toBe(to);
  });

  it('are refused where bank holidays are not known, and where the count or the date is none', () => {
    expect(() => addWorkingDays('2028-12-29', 1, 'scotland')).toThrow(RangeError);
    expect(() => isWorkingDay('2024-12-31', 'scotland')).toThrow(RangeError);
    expect(() => addWorkingDays('2026-01-05', 1.5, 'scotland')).toThrow(RangeError);
    expect(() => addWorkingDays('2026-01-05', -1, 'scotland')).toThrow(RangeError);
    expect(() => workingDaysBetween('5 January', '2026-01-05', 'scotland')).toThrow(RangeError);
  });
});

describe('the table of bank holidays', () => {
  it.each(Object.entries(bankHolidays))(
    'of %s holds weekdays of its years, in order, and says where from',
    (_nation, table) => {
      const days = [...table.days];
      expect(days).toEqual(days.toSorted());
      for (const each of days) {
        expect([1, 2, 3, 4, 5]).toContain(new Date(`${each}T00:00:00Z`).getUTCDay());
        expect(each >= table.from && each <= table.through).toBe(true);
      }
      expect(table.source).toMatch(/gov\.uk/);
      expect(table.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    },
  );

  it('has the days of every year that its law gives', () => {
    const inYear = (where: keyof typeof bankHolidays, year: string): number =>
      [...bankHolidays[where].days].filter((each) => each.startsWith(year)).length;
    for (const year of ['2025', '2026', '2027', '2028']) {
      expect(inYear('england-and-wales', year)).toBe(8);
      expect(inYear('scotland', year)).toBe(year === '2026' ? 10 : 9);
      expect(inYear('northern-ireland', year)).toBe(10);
    }
  });

  it('says how much of it is left, and raises the alarm under 90 days', () => {
    expect(calendarRunsOut('scotland', '2026-11-25')).toEqual({ through: '2028-12-31', daysLeft: 767, alarm: false });
    expect(calendarRunsOut('scotland', '2028-10-02')).toMatchObject({ daysLeft: 90, alarm: false });
    expect(calendarRunsOut('scotland', '2028-10-03')).toMatchObject({ daysLeft: 89, alarm: true });
    expect(calendarRunsOut('scotland', '2029-01-02')).toMatchObject({ daysLeft: -2, alarm: true });
  });
});
