import { describe, expect, it } from '@jest/globals';
import { firstToSend, isDue, retryAfter, waitAfter } from './timing.js';

describe('when to try again', () => {
  it('doubles up to five minutes, a little less by chance', () => {
    expect([1, 2, 3, 8, 9, 60].map((attempts) => waitAfter(attempts, 0))).toEqual([
      2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
    expect(waitAfter(3, 1)).toBe(6_400);
  });

  it('is never more than half a minute for a hazard', () => {
    expect([1, 5, 60].map((attempts) => waitAfter(attempts, 0, 'hazard'))).toEqual([2_000, 30_000, 30_000]);
  });

  it('reads what the service asks for, in seconds or as a date by its own clock', () => {
    expect(retryAfter('120', null)).toBe(120_000);
    expect(retryAfter('Wed, 25 Nov 2026 10:00:30 GMT', 'Wed, 25 Nov 2026 10:00:00 GMT')).toBe(30_000);
    expect(retryAfter('999999', null)).toBe(3_600_000);
    expect(['soon', '', null].map((header) => retryAfter(header, null))).toEqual([undefined, undefined, undefined]);
  });

  it('does not wait for a time that only a wrong clock could have written', () => {
    const now = Date.parse('2026-11-25T10:00:00Z');
    expect([now - 1, now, now + 1, now + 3_600_001].map((at) => isDue(at, now))).toEqual([true, true, false, true]);
  });
});

describe('what goes first', () => {
  it('is the oldest hazard, then the oldest', () => {
    const rows = [
      { id: '3', lane: 'plain' },
      { id: '5', lane: 'hazard' },
      { id: '4', lane: 'hazard' },
      { id: '1', lane: 'plain' },
    ] as const;
    expect(firstToSend(rows)?.id).toBe('4');
    expect(firstToSend(rows.filter(({ lane }) => lane === 'plain'))?.id).toBe('1');
    expect(firstToSend([])).toBeUndefined();
  });
});
