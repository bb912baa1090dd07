import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysAgo, NOW } from '../../test/facts.js';
import { runs } from '../../test/runs.js';
import { readingEase } from '../wording/reading-ease.js';
import { type BenefitNotice, benefitNotice, benefitNotices } from './benefit-notice.js';
import { type Involvement, involvementKinds, type RecompenseEntry } from './involvement.js';
import { belowMinimum, offerDue, type RecompenseRule, recompenseRuleFor } from './recompense-rules.js';
import { isUnpaidAgain, isUnusualRise, loadOf, recompenseLimits } from './watch.js';

const workshop = (id: string, days: number, minutes = 90): Involvement => ({
  ...{ id, kind: 'workshop', minutes },
  happenedAt: daysAgo(days),
});
const entry = (involvementId: string, changes: Partial<RecompenseEntry> = {}): RecompenseEntry => ({
  ...{ involvementId, line: 'thank-you', step: 'offered', kind: null, valuePence: null },
  ...changes,
});
const rule = (effectiveFrom: string, offerFromMinutes: number, minimumPence: number): RecompenseRule => ({
  ...{ kind: 'workshop', effectiveFrom, offerFromMinutes, minimumPence },
});

describe('what is offered', () => {
  it('follows the rule that held on the day, and ours where the landlord set none', () => {
    const rules = [rule('2026-11-20', 60, 2500), rule('2026-01-01', 120, 500)];
    expect(recompenseRuleFor(workshop('1', 0), rules)).toBe(rules[0]);
    expect(recompenseRuleFor(workshop('1', 30), rules)).toBe(rules[1]);
    expect(offerDue(workshop('1', 0), rules)).toBe(true);
    expect(offerDue(workshop('1', 30), rules)).toBe(false);
    expect([offerDue(workshop('1', 0, 30)), offerDue(workshop('1', 0, 29))]).toEqual([true, false]);
    expect(offerDue({ ...workshop('1', 0, 40), kind: 'conversation' }, rules)).toBe(false);
  });

  it('has a rule of ours for every kind of involvement', () => {
    for (const kind of involvementKinds) expect(recompenseRuleFor({ kind, happenedAt: NOW }, []).kind).toBe(kind);
  });

  it('is too little where money or a voucher is under the least, and nothing else is held to it', () => {
    const rules = [rule('2026-01-01', 30, 2500)];
    const isLittle = (changes: Partial<RecompenseEntry>): boolean =>
      belowMinimum(entry('1', changes), workshop('1', 0), rules);
    expect(isLittle({ step: 'given', kind: 'voucher', valuePence: 2499 })).toBe(true);
    expect(isLittle({ step: 'offered', kind: 'money', valuePence: 0 })).toBe(true);
    expect(isLittle({ step: 'given', kind: 'voucher', valuePence: 2500 })).toBe(false);
    expect(isLittle({ step: 'given', kind: 'training', valuePence: 0 })).toBe(false);
    expect(isLittle({ step: 'offered', kind: 'money' })).toBe(false);
    expect(isLittle({ line: 'travel', step: 'given', kind: 'money', valuePence: 300 })).toBe(false);
    expect(isLittle({ step: 'turned-down', kind: 'money', valuePence: 300 })).toBe(false);
  });
});

describe('time taken for nothing', () => {
  const three = [workshop('1', 300), workshop('2', 100), workshop('3', 1)];

  it('is seen at the third time within a year without an offer', () => {
    expect(isUnpaidAgain(three, [])).toBe(true);
    expect(isUnpaidAgain(three.slice(1), [])).toBe(false);
    expect(isUnpaidAgain([workshop('1', 367), ...three.slice(1)], [])).toBe(false);
    expect(isUnpaidAgain([], [])).toBe(false);
  });

  it('is not where something was offered once, be it turned down; costs paid back are no offer', () => {
    expect(isUnpaidAgain(three, [entry('2')])).toBe(false);
    expect(isUnpaidAgain(three, [entry('2', { step: 'turned-down' })])).toBe(false);
    expect(isUnpaidAgain(three, [entry('2', { line: 'travel', step: 'given', kind: 'money', valuePence: 480 })])).toBe(
      true,
    );
  });

  it('is never seen where each was offered something', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 }), (days) => {
        const all = days.map((ago, at) => workshop(String(at), ago));
        expect(
          isUnpaidAgain(
            all,
            all.map(({ id }) => entry(id)),
          ),
        ).toBe(false);
        if (all.length < 3) expect(isUnpaidAgain(all, [])).toBe(false);
      }),
      runs,
    );
  });
});

describe('a rise after a change of what is offered', () => {
  it.each<[readonly number[], readonly number[], boolean]>([
    [[4, 5, 3, 4], [14, 12], true],
    [[4, 5, 3, 4], [8, 8], false],
    [[0, 0, 0, 0], [5], true],
    [[0, 0, 0, 0], [4], false],
    [[20, 20, 20, 20], [30, 30], false],
    [[20, 20, 20, 20], [41, 39], true],
    [[4, 5, 3], [40], false],
    [[4, 5, 3, 4], [], false],
  ])('%j, then %j: %s', (before, after, isUnusual) => {
    expect(isUnusualRise({ before, after })).toBe(isUnusual);
  });
});

describe('the load on one person', () => {
  it('calls for a check-in by how often or how long, in the last three months', () => {
    const often = Array.from({ length: 6 }, (_, at) => workshop(String(at), at * 10, 20));
    expect(loadOf(often, NOW)).toEqual({ involvements: 6, minutes: 120, needsCheckIn: true });
    expect(loadOf(often.slice(1), NOW)).toMatchObject({ needsCheckIn: false });
    expect(loadOf([workshop('1', 1, 300), workshop('2', 80, 300)], NOW)).toMatchObject({ needsCheckIn: true });
    expect(loadOf([workshop('1', 1, 300), workshop('2', 90, 300)], NOW)).toEqual({
      ...{ involvements: 1, minutes: 300, needsCheckIn: false },
    });
    expect(loadOf([workshop('1', -1, 900)], NOW)).toMatchObject({ minutes: 0 });
    expect(recompenseLimits.heavyLoad.days).toBe(90);
  });
});

describe('the notice about benefits', () => {
  it('is the one that holds on the day', () => {
    const [now] = benefitNotices;
    if (now === undefined) throw new Error('There is no notice.');
    const next: BenefitNotice = { ...now, code: 'benefits-2027-04', effectiveFrom: '2027-04-06' };
    expect(benefitNotice('2026-11-25')).toBe(now);
    expect(benefitNotice('2027-04-06', [now, next])).toBe(next);
    expect(benefitNotice('2027-04-05', [next, now])).toBe(now);
    expect(benefitNotice('2020-01-01', [next, now])).toBe(now);
  });

  it('is plain, dated, and says where to get advice', () => {
    for (const { words, advice, source, checkedOn } of benefitNotices) {
      expect(readingEase(words)).toBeGreaterThanOrEqual(60);
      expect(words).toMatch(/Universal Credit and other benefits/);
      expect(advice.length).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\//);
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
