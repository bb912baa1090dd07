import { describe, expect, it } from '@jest/globals';
import { caseDue, dueAfterPause } from './case-clock.js';

describe('the clock of a case', () => {
  it('runs as long as the rule in force says, to the last day of a shorter month', () => {
    expect(caseDue('2026-11-26')).toBe('2026-12-26');
    expect(caseDue('2027-01-31')).toBe('2027-02-28');
    expect(caseDue('2018-05-24')).toBeNull();
  });

  it('goes on by the days that it stood still, and never back', () => {
    expect(dueAfterPause('2026-12-26', '2026-11-28', '2026-12-05')).toBe('2027-01-02');
    expect(dueAfterPause('2026-12-26', '2026-12-05', '2026-12-05')).toBe('2026-12-26');
    expect(() => dueAfterPause('2026-12-26', 'soon', '2026-12-05')).toThrow(RangeError);
  });
});
