import { describe, expect, it } from '@jest/globals';
import { ask, type FactChanges, daysAgo, makeFacts } from '../../test/facts.js';
import { checkTone } from '../prompt/check-tone.js';
import type { HouseholdFacts, PreferenceFact } from '../facts.js';
import { contactTypeOf } from '../contact/contact-types.js';
import { decide } from './decide.js';
import { nextStepAtContact } from './next-step-at-contact.js';

const closedLoop = { answeredAt: daysAgo(200), theme: 'neighbourhood' };
const said = (kind: PreferenceFact['kind'], theme: string | null): PreferenceFact => ({
  ...{ kind, theme, since: daysAgo(300) },
});
const at = (household: Partial<HouseholdFacts> = {}, more: FactChanges = {}) =>
  decide(makeFacts({ ...more, household: { closedLoop, ...household } }));
const invitation = (asked: number, result: 'answered' | 'not-this-time' | 'expired') => ({
  ...{ ...ask(asked, result), promptCode: 'next-step:from-home', theme: 'neighbourhood' },
});

describe('a next step after a loop that was closed', () => {
  it('is an invitation, the small one first, with no obligation and how to stop', () => {
    expect(at()).toMatchObject({
      ...{ outcome: 'prompt', kind: 'invite', promptCode: 'next-step:from-home', theme: 'neighbourhood' },
      ...{ rule: null, ask: null, telling: null },
      whyAsking: expect.stringMatching(/need not .* stop at any time/),
    });
    expect(at({ preferences: [said('ask-more', null)] })).toMatchObject({ promptCode: 'next-step:from-home' });
  });

  it('is the larger one for whoever wants to work with us about this, and about nothing else', () => {
    expect(at({ preferences: [said('work-with-me', 'neighbourhood')] })).toMatchObject({
      promptCode: 'next-step:with-others',
    });
    expect(at({ preferences: [said('work-with-me', 'repairs')] })).toMatchObject({ promptCode: 'next-step:from-home' });
  });

  it.each<[string, PreferenceFact]>([
    ['left in peace', said('do-not-ask', null)],
    ['left in peace about this', said('do-not-ask', 'neighbourhood')],
    ['told and not asked', said('tell-me', null)],
    ['told and not asked about this', said('tell-me', 'neighbourhood')],
    ['left in peace for a while', said('pause', null)],
  ])('is never offered to who wants to be %s', (_, preference) => {
    expect(at({ preferences: [preference] })).not.toMatchObject({ kind: 'invite' });
  });

  it.each<[string, Partial<HouseholdFacts>, FactChanges]>([
    ['there is none', { closedLoop: null }, {}],
    ['they answered after this contact', { closedLoop: { ...closedLoop, answeredAt: daysAgo(0) } }, {}],
    ['they were invited since', { asks: [invitation(120, 'expired')] }, {}],
    ['they turned one down, however long ago', { asks: [invitation(500, 'not-this-time')] }, {}],
    ['they were asked something else lately', { asks: [ask(20, 'answered')] }, {}],
    ['an invitation stands open', { openPromptKinds: ['invite'] }, {}],
    ['nobody of age lives there', { adults: 0 }, {}],
  ])('is not offered where %s', (_, household, more) => {
    expect(at(household, more)).not.toMatchObject({ kind: 'invite' });
  });

  it('is offered anew for the next loop', () => {
    expect(at({ asks: [invitation(400, 'answered')] })).toMatchObject({ kind: 'invite' });
  });

  it('comes after an ask that waits for them and after whether an answer felt like one', () => {
    const told = [{ tellingId: '0190f3f2-0000-7000-8000-00000000000b', toldAt: daysAgo(20) }];
    expect(at({ told })).toMatchObject({ kind: 'ask', telling: told[0]!.tellingId });
  });

  it('is said as prompts are', () => {
    const type = contactTypeOf(makeFacts().contact.typeCode)!;
    for (const preferences of [[], [said('work-with-me', null)]]) {
      const [prompt] = nextStepAtContact(type, makeFacts({ household: { closedLoop, preferences } }));
      expect(checkTone(prompt!)).toEqual([]);
    }
  });
});
