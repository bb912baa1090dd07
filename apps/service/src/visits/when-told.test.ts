import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { whenTold } from './when-told.js';

const received = '2026-11-25T16:05:00.000Z';
const told = (toldAt: string, clockOffset: number | null, savedAt = toldAt) =>
  whenTold({ toldAt, savedAt, clockOffset }, received).told;

describe('when something was told', () => {
  it.each([
    ['is as claimed by a clock that is right', '2026-11-25T11:20:00+00:00', 0, '2026-11-25T11:20:00.000Z'],
    ['is as claimed by one that was never met', '2026-11-25T11:20:00Z', null, '2026-11-25T11:20:00.000Z'],
    ['is as claimed within five minutes', '2026-11-25T11:20:00Z', 300_000, '2026-11-25T11:20:00.000Z'],
    ['is moved by a clock that is slower', '2026-11-25T11:20:00Z', 300_001, '2026-11-25T11:25:00.001Z'],
    ['is moved by three years', '2023-11-26T11:20:00Z', 1095 * 86_400_000, '2026-11-25T11:20:00.000Z'],
    ['is moved by a clock that is ahead', '2026-11-25T15:20:00Z', -4 * 3_600_000, '2026-11-25T11:20:00.000Z'],
    ['is never after it came', '2027-01-01T00:00:00Z', 0, received],
  ] as const)('%s', (_, claimed, offset, expected) => {
    expect(told(claimed, offset)).toBe(expected);
  });

  it('is never after it was put down', () => {
    expect(told('2026-11-25T12:00:00Z', 0, '2026-11-25T11:30:00Z')).toBe('2026-11-25T11:30:00.000Z');
  });

  it('is an instant that can be kept, whatever is claimed', () => {
    const anyDate = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        anyDate,
        anyDate,
        fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true })),
        (said, saved, clockOffset) => {
          const when = whenTold({ toldAt: said.toISOString(), savedAt: saved.toISOString(), clockOffset }, received);
          expect(when.told <= when.saved && when.saved <= received).toBe(true);
          expect(when.told).toMatch(/^(?!0000)\d{4}-/);
        },
      ),
    );
  });
});
