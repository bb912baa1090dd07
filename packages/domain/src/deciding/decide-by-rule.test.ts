import { describe, expect, it } from '@jest/globals';
import { ask, type FactChanges, makeFacts } from '../../test/facts.js';
import { elmCourt, makeRule, northPatch } from '../../test/rules.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { type CompiledRule, compileRule } from '../rule/compile-rule.js';
import type { Rule } from '../rule/rule.js';
import { shippedLengths } from '../suppression/settings.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';

const atElmCourt: FactChanges = { household: { place: { patch: northPatch.code, scheme: elmCourt.code } } };

function on(changes: Partial<Rule> = {}, version = 1): CompiledRule {
  return compileRule(makeRule({ who: null, ...changes }), version);
}

function decided(rules: readonly CompiledRule[], changes: FactChanges = {}): Decision {
  const household = { ...atElmCourt.household, ...changes.household };
  return decide(makeFacts({ ...changes, household }), promptLibrary, shippedLengths, rules);
}

describe('a rule that holds', () => {
  it('gives its prompt in place of the library, with what is decided and what is open', () => {
    expect(decided([on({}, 3)])).toMatchObject({
      outcome: 'prompt',
      kind: 'ask',
      promptCode: 'elm-court-stairwell',
      say: 'We are painting your stairwell. What would you like to come home to?',
      whyAsking: 'The colour is still open, and you pass it every day.',
      rule: {
        code: 'elm-court-stairwell',
        version: 3,
        alreadyDecided: 'the work starts in March (because of a contract)',
        stillOpen: 'the colour and who chooses',
      },
    });
  });

  it('says when it is for information', () => {
    const { rule } = decided([on({ forInformation: true })]) as Extract<Decision, { outcome: 'prompt' }>;
    expect(rule?.alreadyDecided).toContain('cannot change the decision');
  });

  it('keeps what it saw, whether or not it asked', () => {
    const elsewhere = on({ code: 'elsewhere', where: [northPatch, { ...elmCourt, code: 'S-015' }] });
    const other = on({ code: 'other-contact', when: ['TEL-GEN'] });
    const { rules } = decided([elsewhere, on(), other]);
    expect(rules.map(({ code, evaluation }) => [code, evaluation.matches])).toEqual([
      ['elsewhere', true],
      ['elm-court-stairwell', true],
    ]);
    expect(decided([on()], { household: { adults: 0 } })).toMatchObject({
      outcome: 'none',
      rules: [{ code: 'elm-court-stairwell' }],
    });
  });

  it('invites before another asks, and asks where an invitation stands open', () => {
    const invite = on({ code: 'come-along', ask: { kind: 'invite', promptCodes: ['P17'] } });
    expect(decided([on(), invite])).toMatchObject({ kind: 'invite', promptCode: 'P17', rule: { code: 'come-along' } });
    expect(decided([on(), invite], { household: { openPromptKinds: ['invite'] } })).toMatchObject({
      outcome: 'prompt',
      kind: 'ask',
      rule: { code: 'elm-court-stairwell' },
    });
    expect(decided([on()], { household: { openPromptKinds: ['ask'] } })).toMatchObject({
      outcome: 'none',
      whyNot: { code: 'prompt-open' },
    });
  });

  it('asks no longer than its last day', () => {
    expect(decided([on({ until: '2026-11-28' })])).toMatchObject({ expiresAt: '2026-11-29T00:00:00.000Z' });
  });

  it('never comes before a reason not to ask', () => {
    const without = decided([], { household: { asks: [ask(20)] } });
    const withRule = decided([on({ atMost: { onceInDays: 1, timesAYear: 4, perStaffADay: 4 } })], {
      household: { asks: [ask(20)] },
    });
    expect(withRule).toMatchObject({ outcome: 'none', whyNot: { code: 'asked-recently' } });
    expect(without).toMatchObject({ outcome: 'none', whyNot: { code: 'asked-recently' } });
  });
});

describe('a rule that does not ask leaves the contact to the library', () => {
  it.each<[string, Partial<Rule>, FactChanges]>([
    ['where its place is another', { where: [{ ...elmCourt, code: 'S-015' }] }, {}],
    [
      'where it asked within its days',
      { atMost: { onceInDays: 90, timesAYear: 4, perStaffADay: 4 } },
      { household: { asks: [ask(70)] } },
    ],
    [
      'where it asked its times',
      { atMost: { onceInDays: 1, timesAYear: 1, perStaffADay: 4 } },
      { household: { asks: [ask(300)] } },
    ],
    [
      'where staff asked their share',
      { atMost: { onceInDays: 1, timesAYear: 4, perStaffADay: 2 } },
      { moment: { staff: { askedToday: 2, isConcernedByOpenConcern: false } } },
    ],
    [
      'where its theme is not wanted',
      {},
      { household: { preferences: [{ kind: 'do-not-ask', theme: 'works', since: '2026-01-01T00:00:00.000Z' }] } },
    ],
    [
      'where it would say what is not so',
      { ask: { kind: 'ask', promptCodes: ['P56'] } },
      { household: { asks: [ask(100)] } },
    ],
  ])('%s', (_, changes, facts) => {
    expect(decided([on(changes)], facts)).toMatchObject({ outcome: 'prompt', rule: null });
  });

  it('and says which limit it reached', () => {
    const { rules } = decided([on()], { household: { asks: [ask(300), ask(200)] } });
    expect(rules[0]?.evaluation.trace.filter(({ held }) => !held)).toEqual([
      {
        condition: 'the home was asked fewer than 2 times in the last year',
        fact: 'household.asks',
        value: 2,
        source: 'doorstep',
        held: false,
      },
    ]);
  });
});
