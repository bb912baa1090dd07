import { describe, expect, it } from '@jest/globals';
import { daysAgo, type FactChanges, makeFacts, tapRepair } from '../../test/facts.js';
import type { AskFact } from '../facts.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { decide } from './decide.js';
import type { NoPromptDecision, PromptDecision } from './decision.js';

function prompted(changes: FactChanges = {}): PromptDecision {
  const decision = decide(makeFacts(changes));
  if (decision.outcome !== 'prompt') throw new Error(`No prompt: ${decision.whyNot.code}`);
  return decision;
}

function refused(changes: FactChanges): NoPromptDecision {
  const decision = decide(makeFacts(changes));
  if (decision.outcome !== 'none') throw new Error(`A prompt: ${decision.promptCode}`);
  return decision;
}

const asked = (promptCode: string, days: number): AskFact => {
  const theme = promptLibrary.prompts.find(({ code }) => code === promptCode)?.theme ?? '';
  return { promptCode, theme, channel: null, askedAt: daysAgo(days), result: 'answered' };
};
const codesFor = (changes: FactChanges): ReadonlySet<string> =>
  new Set(
    Array.from({ length: 200 }, (_, at) =>
      prompted({ ...changes, contact: { ...changes.contact, reference: `contact ${at}` } }),
    ).map(({ promptCode }) => promptCode),
  );

describe('a prompt', () => {
  it('is whole: the words, the role, the end, and the library it came from', () => {
    const decision = prompted();
    const prompt = promptLibrary.prompts.find(({ code }) => code === decision.promptCode);
    expect(decision).toMatchObject({
      kind: 'ask',
      title: prompt?.title,
      say: prompt?.say,
      probe: prompt?.probe,
      whyAsking: prompt?.whyAsking,
      theme: prompt?.theme,
      role: 'operative',
      libraryVersion: promptLibrary.version,
      expiresAt: '2026-12-08T14:10:00.000Z',
    });
  });

  it('says why in plain words, one fact a line', () => {
    expect(prompted().reasons).toEqual([
      {
        text: 'A repair was finished on 24 November: Kitchen: mixer tap dripping (order 10004711).',
        source: 'host',
        at: '2026-11-24T14:10:00.000Z',
      },
      { text: 'We have not heard from this home before.', source: 'doorstep', at: '2026-11-25T09:00:00.000Z' },
      {
        text: 'We have asked this home nothing in the last two years.',
        source: 'doorstep',
        at: '2026-11-25T09:00:00.000Z',
      },
    ]);
  });

  it('names a year that is not this one, and when the home was last heard and asked', () => {
    const texts = prompted({
      household: { lastHeardAt: '2025-03-30T23:30:00.000Z', asks: [asked('P02', 80)] },
    }).reasons.map(({ text }) => text);
    expect(texts.slice(1)).toEqual([
      'We last heard from this home on 31 March 2025.',
      'We last asked this home something on 6 September.',
    ]);
  });

  it('does not claim to know when work ended that the host does not date', () => {
    const repair = { ...tapRepair, finishedAt: null };
    expect(prompted({ contact: { repair } }).reasons[0]?.text).toBe(
      'A repair was finished by 24 November: Kitchen: mixer tap dripping (order 10004711).',
    );
    const raised = {
      reference: tapRepair.reference,
      phase: 'completed' as const,
      isEmergency: false,
      isHazard: false,
      isEntry: false,
      endedAt: null,
      raisedAt: '2026-11-24T14:10:00.000Z',
    };
    expect(prompted({ contact: { repair }, household: { repairs: [raised] } }).reasons[0]?.text).toBe(
      'A repair was finished, raised on 24 November: Kitchen: mixer tap dripping (order 10004711).',
    );
  });

  it('shortens a long description and does without one', () => {
    const text = (description: string) =>
      prompted({ contact: { repair: { ...tapRepair, description } } }).reasons[0]?.text ?? '';
    expect(text(`Kitchen ${'tap and sink '.repeat(30)}`)).toMatch(/Kitchen tap .{30,70}… \(order 10004711\)\.$/);
    expect(text(' ')).toContain(': no description (order');
  });

  it('for a contact without a repair says what happened', () => {
    expect(
      prompted({ contact: { typeCode: 'TEN-SGN', repair: null, occurredAt: '2026-11-23T00:00:00.000Z' } }).reasons[0],
    ).toEqual({ text: 'A tenancy started on 23 November.', source: 'host', at: '2026-11-23T00:00:00.000Z' });
  });
});

describe('choosing', () => {
  it('takes the prompts written for this kind of contact or a first time, spread over contacts', () => {
    expect(codesFor({})).toEqual(new Set(['P01', 'P02', 'P03', 'P56']));
  });

  it('takes those for any contact when the others were asked', () => {
    const asks = [asked('P01', 80), asked('P02', 160), asked('P03', 300)];
    expect(codesFor({ household: { asks } })).toEqual(new Set(['P52']));
  });

  it('never takes one that claims what is not known', () => {
    const needy = promptLibrary.prompts.filter(({ needs }) => needs !== null).map(({ code }) => code);
    expect(needy).toEqual(expect.arrayContaining(['P50', 'P51', 'P53', 'P54', 'P55']));
    for (const code of needy) expect(codesFor({}).has(code)).toBe(false);
  });

  it('does not say that a home was never asked when it was asked or heard', () => {
    expect(codesFor({ household: { lastHeardAt: daysAgo(300) } }).has('P56')).toBe(false);
  });

  it('takes only its own prompts where care is needed', () => {
    expect(codesFor({ contact: { typeCode: 'RPR-FOL' } })).toEqual(new Set(['P04']));
  });

  it('asks nothing twice while something is left', () => {
    expect(codesFor({ household: { asks: [asked('P01', 80), asked('P02', 160), asked('P52', 300)] } })).toEqual(
      new Set(['P03']),
    );
  });

  it('then takes the theme asked about longest ago', () => {
    const asks = [asked('P03', 100), asked('P02', 200), asked('P52', 500), asked('P01', 600)];
    expect(codesFor({ household: { asks } })).toEqual(new Set(['P01']));
  });

  it('passes over a theme that is stopped', () => {
    const preferences = [{ kind: 'do-not-ask' as const, theme: 'repairs', since: daysAgo(10) }];
    expect(codesFor({ household: { preferences } })).toEqual(new Set(['P01', 'P56']));
  });

  it('heeds a wish to be asked more about one theme', () => {
    const preferences = [{ kind: 'ask-more' as const, theme: 'home', since: daysAgo(100) }];
    expect(codesFor({ household: { preferences, asks: [asked('P02', 40)] } })).toEqual(new Set(['P01']));
  });
});

describe('no prompt', () => {
  it.each<[string, FactChanges]>([
    ['no-household', { household: { tenancyId: null }, source: { alertsReadAt: null } }],
    ['no-adult', { household: { adults: 0 } }],
    ['type-unmapped', { contact: { typeCode: null } }],
    ['type-unmapped', { contact: { typeCode: 'ZZZ-ZZZ' } }],
    ['type-never', { contact: { typeCode: 'RPR-NAC' } }],
    ['contact-stale', { contact: { occurredAt: daysAgo(14) } }],
    ['prompt-open', { household: { openPromptKinds: ['ask'] } }],
  ])('because of %s, silently', (code, changes) => {
    expect(refused(changes).whyNot).toEqual({ row: null, code, form: 'silent', words: null, until: null });
  });

  it('for a contact whose prompts all need what is not known', () => {
    const prompts = promptLibrary.prompts.filter(({ needs }) => needs !== null);
    expect(decide(makeFacts(), { version: 'needy', prompts })).toMatchObject({
      outcome: 'none',
      whyNot: { code: 'nothing-to-ask', form: 'silent' },
      libraryVersion: 'needy',
    });
  });

  it('because of a row, with its words, and the trace of all', () => {
    const { whyNot, trace } = refused({ household: { repliesOwed: 1 } });
    expect(whyNot).toEqual({ row: 15, code: 'reply-owed', form: 'open', words: 'We owe a reply', until: null });
    expect(trace.find(({ row }) => row === 15)).toEqual({
      row: 15,
      code: 'reply-owed',
      stopped: true,
      because: [{ fact: 'household.repliesOwed', value: 1 }],
    });
  });

  it('gives the row that stops every theme there is', () => {
    const hazard = {
      reference: '10004000',
      phase: 'open' as const,
      isEmergency: false,
      isHazard: true,
      isEntry: false,
      endedAt: null,
      raisedAt: daysAgo(2),
    };
    expect(refused({ contact: { typeCode: 'RPR-FOL' }, household: { repairs: [hazard] } }).whyNot).toMatchObject({
      row: 7,
      words: 'Hazard open',
    });
  });

  it('looks at the household before the contact', () => {
    expect(refused({ contact: { typeCode: null }, household: { scheme: 'refuge' } }).whyNot.row).toBe(24);
  });
});
