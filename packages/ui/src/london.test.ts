import { describe, expect, it } from '@jest/globals';
import { clockTime, dayInLondon, instantInLondon, localInLondon } from './london.js';

describe('a time in London', () => {
  it.each([
    ['2026-11-25T11:20', '2026-11-25T11:20:00.000Z'],
    ['2026-07-01T00:30', '2026-06-30T23:30:00.000Z'],
    ['2026-10-25T00:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T03:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('%s is %s, and back', (local, instant) => {
    expect(instantInLondon(local)).toBe(Date.parse(instant));
    expect(localInLondon(Date.parse(instant))).toBe(local);
  });

  it('is nothing when it cannot be read', () => {
    expect(['', 'soon', '2026-13-01T10:00'].map(instantInLondon)).toEqual([undefined, undefined, undefined]);
  });

  it('is read out as people do', () => {
    const at = Date.parse('2026-06-30T23:30:00Z');
    expect([dayInLondon(at), clockTime(at)]).toEqual(['2026-07-01', '00:30']);
  });
});
