import { describe, expect, it } from '@jest/globals';

import { dateOf, instantOf, isActiveUntil } from './times.js';

const LONDON = 'Europe/London';

describe('instantOf', () => {
  it.each([
    ['2020-01-01T09:00:00', LONDON, '2020-01-01T09:00:00.000Z'],
    ['2020-06-01T09:00:00', LONDON, '2020-06-01T08:00:00.000Z'],
    ['2020-06-01T09:00:00', 'UTC', '2020-06-01T09:00:00.000Z'],
    ['2020-06-01T09:00:00', 'America/New_York', '2020-06-01T13:00:00.000Z'],
    /* The last minutes before and the first after the clocks change in 2026. */
    ['2026-03-29T00:59:59', LONDON, '2026-03-29T00:59:59.000Z'],
    ['2026-03-29T02:00:00', LONDON, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T00:59:59', LONDON, '2026-10-24T23:59:59.000Z'],
    ['2026-10-25T02:00:00', LONDON, '2026-10-25T02:00:00.000Z'],
    /* Skipped: moves on by the gap. Twice: the first of the two. */
    ['2026-03-29T01:30:00', LONDON, '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T01:30:00', LONDON, '2026-10-25T00:30:00.000Z'],
    ['2018-08-23T10:12:56+01:00', 'UTC', '2018-08-23T09:12:56.000Z'],
    ['2018-08-23T10:12:56-0530', 'UTC', '2018-08-23T15:42:56.000Z'],
    ['2024-06-06T18:27:59.8254873Z', LONDON, '2024-06-06T18:27:59.825Z'],
    ['07/06/2023 14:05', LONDON, '2023-06-07T13:05:00.000Z'],
    ['2026-11-25', LONDON, '2026-11-25T00:00:00.000Z'],
  ])('reads %s in %s as %s', (value, zone, instant) => {
    expect(instantOf(value, zone)).toBe(instant);
  });

  it.each([
    null,
    '',
    'null',
    '1900-01-01T00:00:00',
    '0001-01-01T00:00:00',
    '1900-01-01',
    '01/01/1900',
    '2023-02-30',
    '2023-13-01',
    '2023-01-01T25:00:00',
    'yesterday',
  ])('takes %s for no date', (value) => {
    expect(instantOf(value, LONDON)).toBeNull();
    expect(dateOf(value, LONDON)).toBeNull();
  });

  it('refuses a zone that does not exist', () => {
    expect(() => instantOf('2020-06-01T09:00:00', 'Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('dateOf', () => {
  it.each([
    ['1969-05-08', '1969-05-08'],
    ['2023-03-24T00:00:00Z', '2023-03-24'],
    ['2023-07-01T00:00:00Z', '2023-07-01'],
    ['2023-06-30T23:00:00Z', '2023-07-01'],
    ['2023-01-31T23:00:00Z', '2023-01-31'],
    ['2018-05-02T14:00:00', '2018-05-02'],
    ['07/06/2023', '2023-06-07'],
  ])('reads %s as %s', (value, date) => {
    expect(dateOf(value, LONDON)).toBe(date);
  });
});

describe('isActiveUntil', () => {
  const isOver = (instant: string) => Date.parse(instant) < Date.parse('2026-11-25T12:00:00Z');
  it.each([
    [null, true],
    ['rtkgjhd;gj', true],
    ['null', true],
    ['1900-01-01', true],
    ['1900-01-01T00:00:00Z', true],
    ['1900-01-02', false],
    ['2026-11-25T11:59:59Z', false],
    ['2026-11-25T12:00:00Z', true],
    ['2026-11-26', true],
    ['2026-11-24', false],
  ])('end %s: %s', (end, isActive) => {
    expect(isActiveUntil(end, { isOver, zone: LONDON })).toBe(isActive);
  });
});
