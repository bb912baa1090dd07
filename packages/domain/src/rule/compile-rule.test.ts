import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { dateAgo, daysAgo, makeFacts, NOW } from '../../test/facts.js';
import { anyCondition, anyRule, comparisonsIn, elmCourt, makeRule, northPatch } from '../../test/rules.js';
import type { DecisionFacts } from '../facts.js';
import { compileRule } from './compile-rule.js';
import type { Comparison, Condition } from './rule.js';

const runs = { numRuns: 1000 };

function holds(who: Condition, facts: DecisionFacts): boolean {
  // For whatever kind of contact it is, so that the condition alone decides.
  const rule = makeRule({ who, where: 'everywhere', when: [facts.contact.typeCode ?? ''] });
  return compileRule(rule, 1).evaluate(facts).matches;
}

function reversed(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map(reversed).toReversed() };
  if ('any' in condition) return { any: condition.any.map(reversed).toReversed() };
  return 'not' in condition ? { not: reversed(condition.not) } : condition;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** The same facts with every text that is not a code replaced by one that cannot be read. */
function unreadable(facts: DecisionFacts): DecisionFacts {
  return JSON.parse(JSON.stringify(facts).replaceAll(/"[^"]*\d{4}-\d{2}-\d{2}[^"]*"/g, '"not a day"')) as DecisionFacts;
}

describe('a compiled rule', () => {
  it('tells each fact that it looked at, in words, with its value and whose word it is', () => {
    const { matches, trace } = compileRule(makeRule(), 1).evaluate(
      makeFacts({ household: { place: { patch: 'N', scheme: 'S-014' } } }),
    );
    expect(matches).toBe(true);
    expect(trace).toEqual([
      {
        condition: 'the kind of contact is Routine repair visit done',
        fact: 'contact.typeCode',
        value: 'RPR-VIS',
        source: 'host',
        held: true,
      },
      {
        condition: 'the home is in Elm Court',
        fact: 'household.place.scheme',
        value: 'S-014',
        source: 'host',
        held: true,
      },
      {
        condition: 'we have never heard from the home',
        fact: 'household.lastHeardAt',
        value: null,
        source: 'doorstep',
        held: true,
      },
      { condition: 'it is 28 February 2027 or earlier', fact: 'now', value: NOW, source: 'doorstep', held: true },
    ]);
  });

  it('holds at its places alone: the same code on another level is another place', () => {
    const { evaluate } = compileRule(makeRule({ where: [elmCourt] }), 1);
    const at = (patch: string | null, scheme: string | null): boolean =>
      evaluate(makeFacts({ household: { place: { patch, scheme } } })).matches;
    expect(at('N', 'S-014')).toBe(true);
    expect(at('S-014', null)).toBe(false);
    expect(at(null, null)).toBe(false);
  });

  it('looks at each level that its places are of', () => {
    const { evaluate } = compileRule(makeRule({ where: [elmCourt, northPatch], who: null }), 1);
    const { matches, trace } = evaluate(makeFacts({ household: { place: { patch: 'N', scheme: null } } }));
    expect(matches).toBe(true);
    expect(trace.slice(1, -1).map(({ condition, held }) => [condition, held])).toEqual([
      ['the home is in Elm Court', false],
      ['the home is in North patch', true],
    ]);
  });

  it('stops after its last day', () => {
    const { evaluate } = compileRule(makeRule({ where: 'everywhere', until: '2027-02-28' }), 1);
    expect(evaluate(makeFacts({ now: '2027-02-28T23:59:59.999Z' })).matches).toBe(true);
    expect(evaluate(makeFacts({ now: '2027-03-01T00:00:00.000Z' })).matches).toBe(false);
  });

  it.each<[string, Comparison, DecisionFacts, boolean]>([
    [
      'a day short of the days',
      { fact: 'household.lastHeardAt', op: 'daysSinceGt', value: 30 },
      makeFacts({ household: { lastHeardAt: daysAgo(30.9) } }),
      false,
    ],
    [
      'past the days',
      { fact: 'household.lastHeardAt', op: 'daysSinceGt', value: 30 },
      makeFacts({ household: { lastHeardAt: daysAgo(31) } }),
      true,
    ],
    [
      'a date that many days back',
      { fact: 'household.tenancyStartDate', op: 'daysSinceLt', value: 30 },
      makeFacts({ household: { tenancyStartDate: dateAgo(30) } }),
      false,
    ],
    [
      'a date that lies ahead, which has no days since',
      { fact: 'household.tenancyStartDate', op: 'daysSinceLt', value: 30 },
      makeFacts({ household: { tenancyStartDate: dateAgo(-2) } }),
      false,
    ],
    [
      'the day itself',
      { fact: 'household.tenancyStartDate', op: 'lte', value: '2014-06-02' },
      makeFacts({ household: { tenancyStartDate: '2014-06-02' } }),
      true,
    ],
    [
      'nothing, which is not equal to something',
      { fact: 'contact.repair.tradeCode', op: 'ne', value: 'PL' },
      makeFacts({ contact: { repair: null } }),
      true,
    ],
    [
      'nothing, which is neither more nor less',
      { fact: 'household.tenancyStartDate', op: 'lt', value: '2099-01-01' },
      makeFacts({ household: { tenancyStartDate: null } }),
      false,
    ],
  ])('judges %s', (_, comparison, facts, expected) => {
    expect(holds(comparison, facts)).toBe(expected);
  });

  it('comes to the same end again, changes nothing, and throws on no facts, readable or not', () => {
    fc.assert(
      fc.property(anyRule, anyFacts, fc.boolean(), (rule, readable, isReadable) => {
        const facts = freeze(isReadable ? readable : unreadable(readable));
        const { evaluate } = compileRule(freeze(rule), 1);
        const evaluation = evaluate(facts);
        expect(evaluate(facts)).toEqual(evaluation);
        expect(compileRule(structuredClone(rule), 1).evaluate(structuredClone(facts))).toEqual(evaluation);
        if (!isReadable) expect(evaluation.matches).toBe(false);
      }),
      runs,
    );
  });

  it('names every comparison in its trace, whatever the others came to', () => {
    fc.assert(
      fc.property(anyRule, anyFacts, (rule, facts) => {
        const { trace } = compileRule(rule, 1).evaluate(facts);
        expect(trace.map(({ fact }) => fact)).toEqual([
          'contact.typeCode',
          ...(rule.where === 'everywhere'
            ? []
            : [...new Set(rule.where.map(({ level }) => `household.place.${level}`))]),
          ...(rule.who === null ? [] : comparisonsIn(rule.who).map(({ fact }) => fact)),
          'now',
        ]);
      }),
      runs,
    );
  });

  it('holds as its trace says, for a list of conditions', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 4 }), anyFacts, (conditions, facts) => {
        const each = conditions.map((condition) => holds(condition, facts));
        expect(holds({ all: conditions }, facts)).toBe(each.every(Boolean));
        expect(holds({ any: conditions }, facts)).toBe(each.some(Boolean));
      }),
      runs,
    );
  });

  it('is not changed by turning a condition round twice, nor by the order of conditions', () => {
    fc.assert(
      fc.property(anyCondition, anyFacts, (condition, facts) => {
        const matches = holds(condition, facts);
        expect(holds({ not: { not: condition } }, facts)).toBe(matches);
        expect(holds(reversed(condition), facts)).toBe(matches);
      }),
      runs,
    );
  });
});
