import type { RuleChoices } from '@doorstep/contracts/http';
import { describe, expect, it } from '@jest/globals';
import { withNotHeard } from './conditions.js';
import { draftOf, emptyDraft, missingIn, ruleOf } from './draft.js';

const statement = (fact: string, op: string, value: RuleChoices['statements'][number]['value'], isNegated = false) => ({
  ...{ fact, op, isNegated, value },
  words: '{value}',
});
const choices: RuleChoices = {
  contacts: [],
  prompts: [],
  themes: [],
  statements: [
    statement('household.tenancyStartDate', 'daysSinceGt', { kind: 'days' }),
    statement('household.lastHeardAt', 'exists', { kind: 'fixed', value: true }),
    statement('household.lastHeardAt', 'exists', { kind: 'fixed', value: false }),
    statement('household.asks.theme', 'contains', { kind: 'text' }),
    statement('household.asks.theme', 'contains', { kind: 'text' }, true),
  ],
  timesAYear: 4,
};
const rule = {
  code: 'stairwell',
  name: 'Stairwell',
  when: ['TEL-GEN'],
  where: 'everywhere',
  who: null,
  ask: { kind: 'ask', text: { title: 'T', say: 'S?', probe: 'P?', theme: 'works', strength: true } },
  howDecided: 'together',
  forInformation: false,
  alreadyDecided: [{ what: 'the start', because: 'contract' }],
  stillOpen: ['the colour'],
  atMost: { onceInDays: 60, timesAYear: 2, perStaffADay: 4 },
  until: '2027-01-01',
  owner: 'Somebody',
  why: 'Because.',
  decisionDate: '2027-02-01',
};
const days = { fact: 'household.tenancyStartDate', op: 'daysSinceGt', value: 30 };
const neverHeard = { fact: 'household.lastHeardAt', op: 'exists', value: false };
const notAsked = { not: { fact: 'household.asks.theme', op: 'contains', value: 'works' } };

describe('not heard from this year, said besides', () => {
  const notHeard = { not: { fact: 'household.lastHeardAt', op: 'daysSinceLt', value: 365 } };
  it.each<[string, unknown, unknown]>([
    ['alone', null, notHeard],
    ['with one condition', days, { all: [days, notHeard] }],
    ['with all of several', { all: [days, notAsked] }, { all: [days, notAsked, notHeard] }],
    ['never twice', { all: [days, notHeard] }, null],
    ['nor where any of several is enough', { any: [days, neverHeard] }, null],
    ['nor to groups', { all: [days, { any: [days, neverHeard] }] }, null],
  ])('%s', (_, who, wanted) => {
    expect(withNotHeard(who)).toEqual(wanted);
  });
});

describe('a rule that was saved', () => {
  it.each<[string, object]>([
    ['with a text of its own, anywhere', {}],
    ['with questions from the list', { ask: { kind: 'invite', promptCodes: ['P17', 'P03'] } }],
    ['in places', { where: [{ level: 'patch', code: 'N', name: 'North' }] }],
    ['where nothing is decided', { alreadyDecided: 'nothing yet', forInformation: true }],
    ['with one condition', { who: days }],
    ['with what must not be so', { who: notAsked }],
    ['with all of several', { who: { all: [days, neverHeard, notAsked] } }],
    ['with any of several', { who: { any: [neverHeard, days] } }],
    ['with groups of conditions', { who: { all: [days, { any: [neverHeard, notAsked] }] } }],
    ['with a condition of a later version', { who: { fact: 'household.later', op: 'eq', value: 1 } }],
  ])('%s, comes out of the editor as it went in', (_, changes) => {
    const saved = { rule: { ...rule, ...changes }, conditions: 'in words' };
    const draft = draftOf(saved, choices);
    expect(missingIn(draft, choices)).toEqual([]);
    expect(ruleOf(draft, choices)).toEqual(saved.rule);
  });
});

describe('a new rule', () => {
  it.each([
    ['Elm Court: stairwell!', 'elm-court-stairwell'],
    ['  Tŷ Gwyn  ', 'ty-gwyn'],
    ['New', 'new-rule'],
    [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
  ])('has its code from its name %j', (name, code) => {
    expect(ruleOf({ ...emptyDraft, name }, choices).code).toBe(code);
  });

  it('says what it lacks, and leaves out the lines that were left empty', () => {
    const conditions = { join: 'all' as const, said: [{ statement: '', value: '' }] };
    expect(missingIn({ ...emptyDraft, conditions, timesAYear: '5' }, choices)).toEqual([
      ...['name', 'when', 'who', 'say', 'probe', 'title', 'theme', 'why', 'howDecided', 'alreadyDecided', 'stillOpen'],
      ...['owner', 'decisionDate', 'timesAYear', 'until'],
    ]);
    expect(ruleOf({ ...emptyDraft, open: [' the colour ', ''] }, choices).stillOpen).toEqual(['the colour']);
  });
});
