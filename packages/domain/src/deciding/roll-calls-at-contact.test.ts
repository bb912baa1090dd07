import { describe, expect, it } from '@jest/globals';
import { ask, type FactChanges, makeFacts } from '../../test/facts.js';
import { elmCourt, makeRule, northPatch } from '../../test/rules.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { compileRule } from '../rule/compile-rule.js';
import type { RollCallFact } from '../facts.js';
import { shippedLengths } from '../suppression/settings.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';

const stairwell: RollCallFact = {
  askId: '0190f3f2-0000-7000-8000-000000000001',
  question: 'What would make the stairwell feel better to come home to, morning and night?',
  why: 'We are painting it.',
  theme: 'neighbourhood',
  alreadyDecided: [{ what: 'the work starts in March', because: 'contract' }],
  stillOpen: ['the colour'],
  closesOn: '2099-01-01',
  openedAt: '2026-01-01T09:00:00Z',
};
const rule = compileRule(makeRule({ who: null }), 1);

function decided(rollCalls: readonly RollCallFact[], changes: FactChanges = {}): Decision {
  const household = { place: { patch: northPatch.code, scheme: elmCourt.code }, rollCalls, ...changes.household };
  return decide(makeFacts({ ...changes, household }), promptLibrary, shippedLengths, [rule]);
}

describe('a household on the roll of an ask', () => {
  it('is put the ask before any rule or library prompt, with what is decided and open', () => {
    expect(decided([stairwell])).toMatchObject({
      outcome: 'prompt',
      kind: 'ask',
      promptCode: `ask:${stairwell.askId}`,
      say: stairwell.question,
      whyAsking: 'We are painting it.',
      rule: null,
      ask: {
        id: stairwell.askId,
        alreadyDecided: 'the work starts in March (because of a contract)',
        stillOpen: 'the colour',
      },
    });
    expect((decided([stairwell]) as Extract<Decision, { outcome: 'prompt' }>).title.length).toBeLessThanOrEqual(45);
  });

  it('is put a rule’s prompt where it is on no roll', () => {
    expect(decided([])).toMatchObject({ ask: null, rule: { code: rule.rule.code } });
  });

  it('is not asked past the last day for answers', () => {
    const last = decided([{ ...stairwell, closesOn: makeFacts({}).now.slice(0, 10) }]) as { expiresAt: string };
    expect(Date.parse(last.expiresAt) - Date.parse(makeFacts({}).now)).toBeLessThanOrEqual(86_400_000);
  });

  it.each<[string, FactChanges]>([
    ['nobody of age lives there', { household: { adults: 0 } }],
    [
      'they asked not to be asked',
      { household: { preferences: [{ kind: 'do-not-ask', theme: null, since: '2026-01-01T00:00:00Z' }] } },
    ],
    ['another prompt stands open', { household: { openPromptKinds: ['ask'] } }],
  ])('is left in peace where %s', (_, changes) => {
    expect(decided([stairwell], changes).outcome).toBe('none');
  });

  it('is left in peace after it was asked, as after any ask', () => {
    const asks = [{ ...ask(20, 'expired'), promptCode: `ask:${stairwell.askId}`, theme: 'neighbourhood' }];
    expect(decided([stairwell], { household: { asks } }).outcome).toBe('none');
  });

  it.each(['stuck', 'wonder'])(
    'is asked what an ask is %s about under a code of its own: it was asked before',
    (of) => {
      const id = '0190f3f2-0000-7000-8000-00000000000a';
      const more = {
        ...stairwell,
        [`${of}Id`]: id,
        question: 'Which would you take instead?',
        why: 'There is no green.',
      };
      const asks = [{ ...ask(400, 'answered'), promptCode: `ask:${stairwell.askId}`, theme: 'neighbourhood' }];
      expect(decided([more], { household: { asks } })).toMatchObject({
        ...{ promptCode: `${of}:${id}`, say: 'Which would you take instead?', whyAsking: 'There is no green.' },
        ask: { id: stairwell.askId, [`${of}Id`]: id },
      });
    },
  );

  it('is asked whether an answer felt like one only after that, and before any rule', () => {
    const told = [{ tellingId: '0190f3f2-0000-7000-8000-00000000000b', toldAt: '2026-01-01T09:00:00Z' }];
    expect(decided([stairwell], { household: { told } })).toMatchObject({
      ask: { id: stairwell.askId },
      telling: null,
    });
    expect(decided([], { household: { told } })).toMatchObject({
      ...{ rule: null, ask: null, telling: told[0]!.tellingId, promptCode: `listened:${told[0]!.tellingId}` },
    });
    const now = [{ ...told[0]!, toldAt: makeFacts({}).contact.occurredAt }];
    expect(decided([], { household: { told: now } })).toMatchObject({ telling: null });
    const preferences = [{ kind: 'do-not-ask' as const, theme: null, since: '2026-01-01T00:00:00Z' }];
    expect(decided([], { household: { told, preferences } }).outcome).toBe('none');
  });

  it('is put the first that it is given', () => {
    const other = { ...stairwell, askId: '0190f3f2-0000-7000-8000-000000000002' };
    expect(decided([other, stairwell])).toMatchObject({ ask: { id: other.askId } });
  });
});
