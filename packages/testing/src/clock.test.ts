import { describe, expect, it } from '@jest/globals';
import { fakeClock } from './clock.js';

describe('fakeClock', () => {
  it('stands still, moves on and is set', () => {
    const clock = fakeClock('2026-11-25T09:00:00Z');
    expect(clock()).toEqual(new Date('2026-11-25T09:00:00Z'));
    clock.advance(60_000);
    expect(clock()).toEqual(new Date('2026-11-25T09:01:00Z'));
    clock.set('2026-12-01T00:00:00+01:00');
    expect(clock().toISOString()).toBe('2026-11-30T23:00:00.000Z');
  });

  it('refuses a time without a zone', () => {
    expect(() => fakeClock('2026-11-25T09:00:00')).toThrow(/zone/);
  });
});
