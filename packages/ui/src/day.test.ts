import { describe, expect, it } from '@jest/globals';
import { dayIn, momentIn, monthIn, shortDayIn, weekdayIn } from './day.js';

const today = new Date('2026-11-25T12:00:00Z');

describe('a day', () => {
  it('leaves out this year and keeps any other', () => {
    expect(dayIn('en-GB', '2026-12-03', today)).toBe('3 December');
    expect(dayIn('en-GB', '2027-01-03', today)).toBe('3 January 2027');
  });

  it('is the day in London', () => {
    expect(dayIn('en-GB', '2026-07-01T23:30:00Z', today)).toBe('2 July');
    expect(shortDayIn('en-GB', Date.parse('2026-06-30T23:30:00Z'))).toBe('Wed 1 Jul');
    expect(weekdayIn('en-GB', new Date('2026-06-30T23:30:00Z'))).toBe('Wednesday');
    expect(monthIn('en-GB', '2026-06-30T23:30:00Z')).toBe('July 2026');
  });

  it('is told in Welsh', () => {
    expect(dayIn('cy', '2026-12-03', today)).toBe('3 Rhagfyr');
    expect(monthIn('cy', '2026-12-01')).toBe('Rhagfyr 2026');
    expect(weekdayIn('cy', new Date('2026-12-03'))).toBe('Dydd Iau');
    expect(shortDayIn('cy', Date.parse('2026-06-30T23:30:00Z'))).toBe('Mer 1 Gor');
  });

  it('comes with its time, in London', () => {
    expect(momentIn('en-GB', '2026-07-01T15:05:00Z', today)).toBe('1 July, 16:05');
    expect(momentIn('cy', '2026-12-03T15:05:00Z', today)).toBe('3 Rhagfyr, 15:05');
  });
});
