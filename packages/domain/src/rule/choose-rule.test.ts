import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/arbitraries.js';
import { makeFacts } from '../../test/facts.js';
import { anyRule, elmCourt, makeRule, northPatch } from '../../test/rules.js';
import { contactTypeOf } from '../contact/contact-types.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { chooseRule } from './choose-rule.js';
import { type CompiledRule, compileRule } from './compile-rule.js';
import { promptsOfRule } from './prompts-of-rule.js';
import type { Rule } from './rule.js';

const home = makeFacts({ household: { place: { patch: northPatch.code, scheme: elmCourt.code } } });

function active(code: string, changes: Partial<Rule> = {}, version = 1): CompiledRule {
  return compileRule(makeRule({ code, who: null, ...changes }), version);
}

function chosenCode(rules: readonly CompiledRule[]): string | undefined {
  return chooseRule(rules, home).chosen.ask?.rule.code;
}

describe('which rule gives the prompts', () => {
  const everywhere = active('everywhere', { where: 'everywhere' }, 9);
  const patch = active('patch', { where: [northPatch] }, 7);
  const scheme = active('scheme', { where: [elmCourt] }, 3);

  it('is the one for the narrower place', () => {
    expect(chosenCode([everywhere])).toBe('everywhere');
    expect(chosenCode([everywhere, patch])).toBe('patch');
    expect(chosenCode([scheme, everywhere, patch])).toBe('scheme');
  });

  it('goes by the places that the home is in, not by the narrowest that the rule names', () => {
    const both = active('both', { where: [northPatch, { ...elmCourt, code: 'S-015' }] });
    expect(chosenCode([both, scheme])).toBe('scheme');
    expect(chosenCode([both, patch])).toBe('patch');
  });

  it('goes outwards through all that the home stands in: block before estate before patch', () => {
    const around = ['block-1', 'estate-1', 'area-1'];
    const within = makeFacts({ household: { place: { patch: null, scheme: 'block-1', around } } });
    const rules = ['area-1', 'estate-1', 'block-1', 'estate-2'].map((code) =>
      active(code, { where: [{ level: 'scheme', code, name: code }] }),
    );
    const chosen = (some: readonly CompiledRule[]) => chooseRule([everywhere, ...some], within).chosen.ask?.rule.code;
    expect(chosen(rules)).toBe('block-1');
    expect(chosen(rules.filter(({ rule }) => rule.code !== 'block-1'))).toBe('estate-1');
    expect(chosen(rules.filter(({ rule }) => ['area-1', 'estate-2'].includes(rule.code)))).toBe('area-1');
    expect(chosen(rules.filter(({ rule }) => rule.code === 'estate-2'))).toBe('everywhere');
  });

  it('is the wider one where the narrower does not hold', () => {
    const unmet = active('unmet', { who: { fact: 'household.repliesOwed', op: 'gt', value: 0 } });
    const { chosen, considered } = chooseRule([unmet, everywhere], home);
    expect(chosen.ask?.rule.code).toBe('everywhere');
    expect(considered.map(({ code, version, evaluation }) => [code, version, evaluation.matches])).toEqual([
      ['unmet', 1, false],
      ['everywhere', 9, true],
    ]);
  });

  it('is the higher version between equals, then the code that comes first', () => {
    expect(chosenCode([active('b', {}, 2), active('a', {}, 1), active('b', {}, 1)])).toBe('b');
    expect(chosenCode([active('c'), active('a'), active('b')])).toBe('a');
  });

  it('is chosen for each kind of prompt apart, and is none where none holds', () => {
    const invite = active('invite', { ask: { kind: 'invite', promptCodes: ['P01'] } });
    const { chosen } = chooseRule([everywhere, invite], home);
    expect([chosen.ask?.rule.code, chosen.invite?.rule.code]).toEqual(['everywhere', 'invite']);
    expect(chooseRule([scheme], makeFacts()).chosen).toEqual({ ask: null, invite: null });
  });

  it('does not hang on the order of the rules, and always holds', () => {
    const anyRules = fc.array(fc.tuple(anyRule, fc.stringMatching(/^[a-z]{3}$/), fc.integer({ min: 1, max: 3 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(anyRules, anyFacts, (written, facts) => {
        const rules = written.map(([rule, code, version]) => compileRule({ ...rule, code }, version));
        const { chosen, considered } = chooseRule(rules, facts);
        const turned = chooseRule(rules.toReversed(), facts).chosen;
        expect([turned.ask?.rule.code, turned.ask?.version]).toEqual([chosen.ask?.rule.code, chosen.ask?.version]);
        expect(chosen.ask === null).toBe(considered.every(({ evaluation }) => !evaluation.matches));
        expect(considered.map(({ evaluation }) => evaluation)).toEqual(rules.map(({ evaluate }) => evaluate(facts)));
        if (chosen.ask !== null) expect(chosen.ask.evaluate(facts).matches).toBe(true);
      }),
    );
  });
});

describe('the prompts of a rule', () => {
  const visit = contactTypeOf('RPR-VIS');

  it('are those it names, in its order', () => {
    if (visit === null) throw new Error('RPR-VIS is a contact type.');
    const rule = makeRule({ ask: { kind: 'ask', promptCodes: ['P02', 'P01'] } });
    expect(promptsOfRule(rule, visit, promptLibrary).map(({ code }) => code)).toEqual(['P02', 'P01']);
  });

  it('or its own text, under its code and with its reason, said by whoever is there', () => {
    if (visit === null) throw new Error('RPR-VIS is a contact type.');
    expect(promptsOfRule(makeRule(), visit, promptLibrary)).toEqual([
      expect.objectContaining({
        code: 'elm-court-stairwell',
        title: 'Ask about the stairwell',
        theme: 'works',
        role: 'operative',
        whyAsking: 'The colour is still open, and you pass it every day.',
      }),
    ]);
  });
});
