import { describe, expect, it } from '@jest/globals';
import { type RuleSet, ruleSetOn, ruleSets } from './rule-sets.js';

describe('figures of law', () => {
  it('hold from their first day on, and not before', () => {
    expect(ruleSetOn('hazards', '2025-10-26')).toBeNull();
    expect(ruleSetOn('hazards', '2025-10-27')?.values).toMatchObject({ emergencyMakeSafeHours: 24 });
    expect(ruleSetOn('complaints', '2026-11-25')?.values).toMatchObject({ stageOneResponseWorkingDays: 10 });
  });

  it('are followed by others on the day that those begin', () => {
    const [first] = ruleSets;
    if (first === undefined) throw new Error('There are no rule sets.');
    const old: RuleSet = { ...first, effectiveTo: '2027-10-26' };
    const next: RuleSet = { ...first, effectiveFrom: '2027-10-27', values: { emergencyMakeSafeHours: 12 } };
    expect(ruleSetOn('hazards', '2027-10-26', [next, old])).toBe(old);
    expect(ruleSetOn('hazards', '2027-10-27', [old, next])).toBe(next);
  });

  it('hold nothing that is only announced, whatever the date', () => {
    const announced = ruleSets.filter(({ status }) => status === 'announced');
    expect(announced.map(({ name, effectiveFrom }) => `${name} ${effectiveFrom}`)).toEqual([
      'hazards 2026-01-01',
      'hazards 2027-01-01',
      'information requests 2027-04-01',
    ]);
    for (const date of ['2026-11-25', '2027-06-01', '2040-01-01']) {
      expect(ruleSetOn('hazards', date)?.effectiveFrom).toBe('2025-10-27');
      expect(ruleSetOn('information requests', date)).toBeNull();
    }
  });

  it('each say where from, and since when', () => {
    for (const { source, checkedOn, effectiveFrom, status, nations } of ruleSets) {
      expect(source.length).toBeGreaterThan(10);
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(nations.length).toBeGreaterThan(0);
      if (status === 'in-force') expect(effectiveFrom < checkedOn).toBe(true);
    }
  });
});
