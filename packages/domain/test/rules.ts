import fc from 'fast-check';
import { contactTypes } from '../src/contact/contact-types.js';
import { factCatalogue, type RuleFact } from '../src/rule/fact-catalogue.js';
import type { Comparison, Condition, Rule, RulePlace } from '../src/rule/rule.js';
import type { DecisionFacts } from '../src/facts.js';
import { dateAgo, daysAgo } from './facts.js';

/** A rule with nothing wrong, as an administrator would send it, unless the changes put something wrong. */
export function makeRule(changes: Partial<Rule> = {}): Rule {
  return {
    code: 'elm-court-stairwell',
    name: 'Elm Court stairwell',
    when: ['RPR-VIS'],
    where: [{ level: 'scheme', code: 'S-014', name: 'Elm Court' }],
    who: { fact: 'household.lastHeardAt', op: 'exists', value: false },
    ask: {
      kind: 'ask',
      text: {
        title: 'Ask about the stairwell',
        say: 'We are painting your stairwell. What would you like to come home to?',
        probe: 'Who else on the landing should we ask?',
        theme: 'works',
        strength: true,
      },
    },
    howDecided: 'together',
    forInformation: false,
    alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
    stillOpen: ['the colour', 'who chooses'],
    atMost: { onceInDays: 60, timesAYear: 2, perStaffADay: 4 },
    until: '2027-02-28',
    owner: 'Neighbourhood manager, north patch',
    why: 'The colour is still open, and you pass it every day.',
    decisionDate: '2027-03-01',
    ...changes,
  };
}

export const elmCourt: RulePlace = { level: 'scheme', code: 'S-014', name: 'Elm Court' };
export const northPatch: RulePlace = { level: 'patch', code: 'N', name: 'North patch' };

const days = fc.integer({ min: 1, max: 800 });
const date = fc.integer({ min: -100, max: 800 }).map(dateAgo);

/** A comparison that fits the fact, with values that are met often enough to hold about as often as not. */
function comparisonOf(described: RuleFact): fc.Arbitrary<Comparison> {
  const { fact } = described;
  const exists = fc.boolean().map((value) => ({ fact, op: 'exists' as const, value }));
  switch (described.type) {
    case 'text': {
      const value = fc.constantFrom(...(described.values?.keys() ?? ['PL', 'GL', 'CP']));
      return fc.oneof(
        fc.record({ fact: fc.constant(fact), op: fc.constantFrom('eq' as const, 'ne' as const), value }),
        fc.record({
          fact: fc.constant(fact),
          op: fc.constant('in' as const),
          value: fc.array(value, { minLength: 1, maxLength: 12, size: 'medium' }),
        }),
        exists,
      );
    }
    case 'number':
      return fc.oneof(
        fc.record({
          fact: fc.constant(fact),
          op: fc.constantFrom(
            'eq' as const,
            'ne' as const,
            'lt' as const,
            'lte' as const,
            'gt' as const,
            'gte' as const,
          ),
          value: fc.integer({ min: -1, max: 2 }),
        }),
        exists,
      );
    case 'flag':
      return fc.oneof(
        fc.record({
          fact: fc.constant(fact),
          op: fc.constantFrom('eq' as const, 'ne' as const),
          value: fc.boolean(),
        }),
        exists,
      );
    case 'date':
      return fc.oneof(
        fc.record({
          fact: fc.constant(fact),
          op: fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const),
          value: date,
        }),
        since(fact),
        exists,
      );
    case 'instant':
      return fc.oneof(since(fact), exists);
    case 'list':
      return fc.record({
        fact: fc.constant(fact),
        op: fc.constant('contains' as const),
        value: fc.constantFrom(...(described.values?.keys() ?? ['P01', 'P02', 'P24', 'P30'])),
      });
  }
}

function since(fact: string): fc.Arbitrary<Comparison> {
  return fc.record({
    fact: fc.constant(fact),
    op: fc.constantFrom('daysSinceLt' as const, 'daysSinceGt' as const),
    value: days,
  });
}

const comparison: fc.Arbitrary<Comparison> = fc.oneof(...factCatalogue.map(comparisonOf));

/** Conditions of every operator, up to the deepest that a rule may hold. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 7, depthSize: 'medium', withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

const askable = contactTypes.filter(({ light }) => light !== 'never').map(({ code }) => code);

/** Rules as `checkRule` lets them through; most look at most kinds of contact, so that the conditions decide. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    when: fc.oneof(
      { weight: 3, arbitrary: fc.constant(askable) },
      { weight: 1, arbitrary: fc.subarray(askable, { minLength: 1 }) },
    ),
    where: fc.oneof(
      { weight: 2, arbitrary: fc.constant('everywhere' as const) },
      { weight: 1, arbitrary: fc.subarray([elmCourt, northPatch], { minLength: 1 }) },
    ),
    who: fc.oneof({ weight: 9, arbitrary: anyCondition }, { weight: 1, arbitrary: fc.constant(null) }),
    until: fc.integer({ min: 1, max: 90 }).map((ahead) => dateAgo(-ahead)),
  })
  .map(makeRule);

/**
 * The same facts with every moment that the rule counts days since put that many days back, give or take less than a
 * second or a whole day: where a comparison that is off by one shows.
 */
export function nearBounds(facts: DecisionFacts, { who }: Rule, off: number): DecisionFacts {
  const comparisons = who === null ? [] : comparisonsIn(who);
  const bound = (fact: string): number | undefined => {
    const found = comparisons.find((each) => each.fact === fact && each.op.startsWith('daysSince'))?.value;
    return typeof found === 'number' ? found + off : undefined;
  };
  const instant = (fact: string, as: string | null): string | null => {
    const back = bound(fact);
    return back === undefined ? as : daysAgo(back);
  };
  const started = bound('household.tenancyStartDate');
  const { repair } = facts.contact;
  return {
    ...facts,
    contact: {
      ...facts.contact,
      occurredAt: instant('contact.occurredAt', null) ?? facts.contact.occurredAt,
      repair:
        repair === null ? null : { ...repair, finishedAt: instant('contact.repair.finishedAt', repair.finishedAt) },
    },
    household: {
      ...facts.household,
      tenancyStartDate: started === undefined ? facts.household.tenancyStartDate : dateAgo(Math.round(started)),
      lastHeardAt: instant('household.lastHeardAt', facts.household.lastHeardAt),
    },
  };
}

/** Every comparison of a condition, in its order. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn);
  if ('any' in condition) return condition.any.flatMap(comparisonsIn);
  return 'not' in condition ? comparisonsIn(condition.not) : [condition];
}
