import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyRule, northPatch, elmCourt, makeRule } from '../../test/rules.js';
import { conditionWords } from './condition-words.js';
import type { Condition } from './rule.js';
import { ruleSentence } from './rule-sentence.js';

describe('a rule as a sentence', () => {
  it('says each of its parts', () => {
    expect(ruleSentence(makeRule({ where: [elmCourt, northPatch] }))).toBe(
      'When a repair was finished in Elm Court or North patch, and if we have never heard from the home, ask “We are ' +
        'painting your stairwell. What would you like to come home to?”; we decide together; already decided: the work ' +
        'starts in March (because of a contract); still open: the colour and who chooses; at most once in 60 days and ' +
        'twice a year for a home, and 4 times a day for a member of staff; until 28 February 2027; Neighbourhood ' +
        'manager, north patch owns the answer; it is decided on 1 March 2027; why we ask: “The colour is still open, ' +
        'and you pass it every day”.',
    );
  });

  it('says that nothing is decided, that it is for everywhere, and the words of prompts it names', () => {
    const sentence = ruleSentence(
      makeRule({
        when: ['GAS-LGSR', 'ELE-EICR'],
        where: 'everywhere',
        who: null,
        ask: { kind: 'invite', promptCodes: ['P08', 'P99'] },
        howDecided: 'landlord',
        forInformation: true,
        alreadyDecided: 'nothing yet',
      }),
    );
    expect(sentence).toContain(
      'When a gas check was done or an electrical check was done anywhere, invite them with “What do you make of the ' +
        'letters we send about boiler checks?” or “P99”; we decide, and this is for information; already decided: ' +
        'nothing yet; still open: ',
    );
  });

  it('is one line, the same each time', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const sentence = ruleSentence(rule);
        expect(sentence).toMatch(/^When .*\.$/);
        expect(sentence).not.toMatch(/undefined|null|\{value\}|\[object/);
        expect(ruleSentence(structuredClone(rule))).toBe(sentence);
      }),
    );
  });
});

describe('a condition in words', () => {
  const never: Condition = { fact: 'household.lastHeardAt', op: 'exists', value: false };
  const longAgo: Condition = { fact: 'household.lastHeardAt', op: 'daysSinceGt', value: 365 };
  const owed: Condition = { fact: 'household.repliesOwed', op: 'lte', value: 0 };
  const askedAboutWarmth: Condition = { fact: 'household.asks.theme', op: 'contains', value: 'warmth' };

  it.each<[Condition, string]>([
    [never, 'we have never heard from the home'],
    [{ not: never }, 'we have heard from the home before'],
    [longAgo, 'we last heard from the home more than 365 days ago'],
    [
      { not: { fact: 'household.lastHeardAt', op: 'daysSinceLt', value: 365 } },
      'we have not heard from the home in the last 365 days',
    ],
    [{ not: longAgo }, 'it is not so that we last heard from the home more than 365 days ago'],
    [{ fact: 'household.lastHeardAt', op: 'daysSinceLt', value: 1 }, 'we last heard from the home less than 1 day ago'],
    [
      { any: [never, longAgo] },
      'either we have never heard from the home or we last heard from the home more than 365 days ago',
    ],
    [
      { all: [{ any: [never, longAgo] }, owed] },
      'both (either we have never heard from the home or we last heard from the home more than 365 days ago) and the ' +
        'number of replies we owe the home is at most 0',
    ],
    [
      { not: { all: [never, owed] } },
      'it is not so that (both we have never heard from the home and the number of replies we owe the home is at most 0)',
    ],
    [{ all: [never] }, 'we have never heard from the home'],
    [{ not: askedAboutWarmth }, 'the home was not asked about “Warmth and heating” in the last two years'],
    [
      { fact: 'household.tenancyStartDate', op: 'gte', value: '2026-03-01' },
      'the tenancy started on or after 1 March 2026',
    ],
    [{ fact: 'contact.repair.isHazard', op: 'eq', value: false }, 'the repair was not about a hazard'],
    [{ fact: 'contact.repair.isHazard', op: 'exists', value: true }, 'whether the repair was about a hazard is known'],
    [
      { fact: 'household.scheme', op: 'in', value: ['sheltered', 'general'] },
      'the kind of housing is sheltered housing or general housing',
    ],
  ])('%j', (condition, words) => {
    expect(conditionWords(condition)).toBe(words);
  });
});
