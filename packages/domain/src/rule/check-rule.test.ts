import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOW } from '../../test/facts.js';
import { anyRule, makeRule } from '../../test/rules.js';
import { contactTypes } from '../contact/contact-types.js';
import { promptLibrary } from '../prompt/prompt-library.js';
import { checkRule } from './check-rule.js';
import type { RuleProblem } from './rule.js';

const rule = makeRule();
const text = 'text' in rule.ask ? rule.ask.text : null;

function problemsOf(input: unknown): readonly RuleProblem[] {
  const { rule: checked, problems } = checkRule(input, { now: NOW });
  expect(checked === null).toBe(problems.length > 0);
  return problems;
}

function without(part: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(rule).filter(([name]) => name !== part));
}

function saying(changes: Readonly<Record<string, unknown>>): unknown {
  return { ...rule, ask: { kind: 'ask', text: { ...text, ...changes } } };
}

function nested(depth: number, key: 'not' | 'all'): unknown {
  const leaf = '{"fact":"household.repliesOwed","op":"eq","value":0}';
  const [open, close] = key === 'not' ? ['{"not":', '}'] : ['{"all":[', ']}'];
  return JSON.parse(open.repeat(depth) + leaf + close.repeat(depth));
}

describe('a rule that may be switched on', () => {
  it('comes back as it was written', () => {
    expect(checkRule(JSON.parse(JSON.stringify(rule)), { now: NOW })).toEqual({ rule, problems: [] });
  });

  it('may say that nothing is decided yet, look at no facts and name prompts of the library', () => {
    const written = {
      ...without('who'),
      forInformation: undefined,
      alreadyDecided: 'nothing yet',
      where: 'everywhere',
      when: ['PLN-PRE'],
      ask: { kind: 'invite', promptCodes: ['P17'] },
    };
    const { forInformation: _, ...plain } = written;
    expect(checkRule(plain, { now: NOW }).rule).toEqual({ ...written, who: null, forInformation: false });
  });

  it('may be asked after the decision when it is labelled for information', () => {
    expect(problemsOf({ ...rule, decisionDate: '2026-10-01', forInformation: true })).toEqual([]);
  });

  it('may nest its conditions eight deep', () => {
    expect(problemsOf({ ...rule, who: nested(7, 'all') })).toEqual([]);
  });

  it('is what the generators make', () => {
    fc.assert(
      fc.property(anyRule, (any) => {
        expect(problemsOf(any)).toEqual([]);
      }),
    );
  });
});

describe('a rule that is refused says what to write', () => {
  it.each<[string, unknown, RuleProblem]>([
    [
      'no "already decided"',
      without('alreadyDecided'),
      {
        part: 'alreadyDecided',
        message: 'Say what is already decided. If nothing is, write: nothing yet.',
      },
    ],
    [
      'something fixed without a reason',
      { ...rule, alreadyDecided: [{ what: 'the work starts in March' }] },
      {
        part: 'alreadyDecided',
        message: 'Say what is already decided, and because of what: law, safety, money, contract, choice.',
      },
    ],
    [
      'nobody to own the answer',
      without('owner'),
      { part: 'owner', message: 'Say who owns the answer: one person or role who will act on it.' },
    ],
    [
      'no room to change anything',
      { ...rule, stillOpen: [] },
      { part: 'stillOpen', message: 'Say what is still open: at least one thing that residents can change.' },
    ],
    [
      'a decision before the asking ends',
      { ...rule, decisionDate: '2027-02-01' },
      {
        part: 'decisionDate',
        message:
          'It is decided on 1 February 2027, and the rule asks until 28 February 2027. Stop asking by then, or label it for information.',
      },
    ],
    [
      'no decision date',
      without('decisionDate'),
      { part: 'decisionDate', message: 'Say when it is decided, with a date such as 2027-03-31.' },
    ],
    [
      'a landlord who decides without asking',
      { ...rule, howDecided: 'landlord' },
      {
        part: 'howDecided',
        message: 'Where the landlord decides without asking, label it for information, or let residents have a say.',
      },
    ],
    [
      'no reason for asking',
      without('why'),
      { part: 'why', message: 'Say why we ask, in a sentence that can be read out.' },
    ],
    [
      'a reason in words of the office',
      { ...rule, why: 'We value your engagement.' },
      { part: 'why', message: '"engagement" is an office word; say: talking with you.' },
    ],
    [
      'a stop date today',
      { ...rule, until: '2026-11-25' },
      { part: 'until', message: 'Enter a stop date after today.' },
    ],
    [
      'a stop date that is in no calendar',
      { ...rule, until: '2027-02-31' },
      { part: 'until', message: 'Enter a stop date after today, such as 2027-02-28.' },
    ],
    [
      'no place',
      { ...rule, where: [] },
      { part: 'where', message: 'Choose at least one place and at most 20, or write everywhere.' },
    ],
    [
      'a place of no level',
      { ...rule, where: [{ level: 'region', code: 'R', name: 'The North' }] },
      { part: 'where', message: 'Write each place with a level (patch, scheme), its code and its name.' },
    ],
    [
      'a contact at which nobody is asked',
      { ...rule, when: ['RPR-EMG'] },
      {
        part: 'when',
        message: 'Nobody is asked at this kind of contact (Emergency or out-of-hours visit): choose another.',
      },
    ],
    [
      'a contact that there is not',
      { ...rule, when: ['RPR-XXX'] },
      { part: 'when', message: 'There is no kind of contact "RPR-XXX": choose from the list.' },
    ],
    [
      'a contact twice',
      { ...rule, when: ['RPR-VIS', 'RPR-VIS'] },
      { part: 'when', message: 'Name each kind of contact once.' },
    ],
    [
      'more asks than a household may have',
      { ...rule, atMost: { onceInDays: 60, timesAYear: 5, perStaffADay: 4 } },
      {
        part: 'atMost',
        message:
          'Say how often at most: onceInDays (1 to 365), timesAYear (1 to 4) and perStaffADay (1 to 100), in whole numbers.',
      },
    ],
    [
      'a prompt that there is not',
      { ...rule, ask: { kind: 'ask', promptCodes: ['P99'] } },
      { part: 'ask', message: 'There is no prompt "P99" in the library: choose another, or write a text.' },
    ],
    [
      'a prompt that has nothing to do with the contact',
      { ...rule, ask: { kind: 'ask', promptCodes: ['P08'] } },
      {
        part: 'ask',
        message: 'P08 is not written for: Routine repair visit done. Leave out the prompt or the contact.',
      },
    ],
    [
      "a prompt about one home's past",
      { ...rule, ask: { kind: 'ask', promptCodes: ['P53'] } },
      {
        part: 'ask',
        message: "P53 speaks of one home's own past: choose a prompt that can be said to any home.",
      },
    ],
    [
      'a kind of prompt that no rule gives',
      { ...rule, ask: { kind: 'tell-them', promptCodes: ['P01'] } },
      { part: 'ask', message: 'Say whether to ask or to invite, with the codes of prompts or with a text.' },
    ],
    [
      'two questions',
      saying({ say: 'How is your stairwell? What would you change?' }),
      { part: 'ask', message: 'Ask one question; this has more than one.' },
    ],
    [
      'a long question',
      saying({ say: `What ${'would you like '.repeat(10)}?` }),
      { part: 'ask', message: 'Write the question in 140 characters or fewer.' },
    ],
    [
      'a script in its text',
      saying({ probe: 'What next?<script>alert(1)</script>' }),
      { part: 'ask', message: 'Write plain words: no script, HTML or code.' },
    ],
    [
      'a script in another form of letters',
      saying({ title: 'Ask \uFF1Cimg src=x\uFF1E' }),
      { part: 'ask', message: 'Write plain words: no script, HTML or code.' },
    ],
    [
      'a link',
      { ...rule, why: 'See www.elmcourt.example for more.' },
      { part: 'why', message: 'Write plain words: no links. Say in the text where people can look.' },
    ],
    [
      'a link without its beginning',
      { ...rule, stillOpen: ['the colour, at elm-court.org'] },
      { part: 'stillOpen', message: 'Write plain words: no links. Say in the text where people can look.' },
    ],
    [
      'signs that cannot be seen',
      { ...rule, name: 'Elm\u202ECourt' },
      { part: 'name', message: 'Type the text anew: it holds signs that cannot be seen.' },
    ],
    [
      'a part that there is not',
      { ...rule, target: '40 a week' },
      { part: 'rule', message: 'Leave out "target": it is no part of a rule.' },
    ],
    [
      'a code in capitals',
      { ...rule, code: 'Elm Court' },
      { part: 'code', message: 'Write a code in lower case with hyphens, such as elm-court-stairwell.' },
    ],
    ['no rule at all', null, { part: 'rule', message: 'Write the rule as an object with its parts.' }],
  ])('%s', (_, input, problem) => {
    expect(problemsOf(input)).toEqual([problem]);
  });

  it('a question to answer with yes or no', () => {
    expect(problemsOf(saying({ say: 'Do you like the stairwell?' })).map(({ message }) => message)).toEqual([
      'This can be answered with yes or no; start with what, how, who, which, where, tell or show.',
      'The question must start openly, with what, how, who, which, where, tell or show.',
    ]);
  });

  it('all of it at once', () => {
    const parts = problemsOf({}).map(({ part }) => part);
    expect(parts).toEqual([
      'code',
      'name',
      'when',
      'where',
      'ask',
      'howDecided',
      'alreadyDecided',
      'stillOpen',
      'atMost',
      'until',
      'owner',
      'why',
      'decisionDate',
    ]);
  });
});

describe('a condition that is refused says what to write', () => {
  const noExpressions =
    'Rules know no regular expressions. Write the words to compare with, and use eq, in or contains.';

  it.each<[string, unknown, string | RegExp]>([
    [
      'a fact about a person',
      { fact: 'household.ethnicity', op: 'eq', value: 'x' },
      /^Rules cannot look at "household\.ethnicity", nor at anything personal\. Choose contact\.typeCode, /,
    ],
    [
      'a fact that is for suppression',
      { fact: 'household.alerts', op: 'contains', value: 'DV' },
      /^Rules cannot look at "household\.alerts"/,
    ],
    [
      'an unknown comparison',
      { fact: 'household.scheme', op: 'soundsLike', value: 'general' },
      'There is no comparison "soundsLike". Use eq, ne, in or exists for household.scheme.',
    ],
    [
      'a comparison that does not fit',
      { fact: 'household.scheme', op: 'gt', value: 'general' },
      'household.scheme is text: use eq, ne, in or exists, not gt.',
    ],
    [
      'a value of the wrong type',
      { fact: 'household.repliesOwed', op: 'gt', value: '1' },
      'For household.repliesOwed gt, write a number.',
    ],
    [
      'a value that the fact never has',
      { fact: 'household.scheme', op: 'in', value: ['sheltered', 'refuge'] },
      'For household.scheme in, write one of: general, sheltered.',
    ],
    [
      'a day that is in no calendar',
      { fact: 'household.tenancyStartDate', op: 'lt', value: '2026-13-01' },
      'For household.tenancyStartDate lt, write a date such as 2027-02-28.',
    ],
    [
      'half a day',
      { fact: 'household.lastHeardAt', op: 'daysSinceGt', value: 0.5 },
      'For household.lastHeardAt daysSinceGt, write a whole number of days, 1 to 3650.',
    ],
    ['an empty list', { any: [] }, 'Write at least one condition in the list of "any".'],
    [
      'two ways at once',
      { any: [{ fact: 'household.repliesOwed', op: 'eq', value: 0 }], not: {} },
      'Write "any" alone: not cannot stand beside it.',
    ],
    ['a condition that is none', 'always', 'Write a condition as all, any or not, or as a fact, an op and a value.'],
    [
      'something beside the comparison',
      { fact: 'household.repliesOwed', op: 'eq', value: 0, weight: 3 },
      'A condition has a fact, an op and a value: leave out weight.',
    ],
    ['a comparison by regular expression', { fact: 'household.scheme', op: 'regex', value: 'x' }, noExpressions],
    ['a comparison by match', { fact: 'household.scheme', op: 'Match', value: 'x' }, noExpressions],
    ['a key for one', { fact: 'household.scheme', regexp: 'x' }, noExpressions],
    ['a value that is one', { fact: 'contact.repair.tradeCode', op: 'eq', value: '/^P.*/i' }, noExpressions],
    [
      'a value that is one without its slashes',
      { fact: 'contact.repair.tradeCode', op: 'eq', value: '^P\\d' },
      noExpressions,
    ],
    ['nine levels', nested(8, 'all'), 'Nest conditions at most 8 deep.'],
    ['nine levels of not', nested(8, 'not'), 'Nest conditions at most 8 deep.'],
    [
      'more values than anyone can follow',
      { any: Array.from({ length: 400 }, () => ({ fact: 'household.repliesOwed', op: 'eq', value: 0 })) },
      'Write fewer conditions: a rule holds at most 1000 values.',
    ],
    [
      'a key of prototypes',
      JSON.parse('{"__proto__": {"fact": "household.repliesOwed"}}'),
      'Leave out "__proto__": it is no part of a rule.',
    ],
    [
      'a key of constructors',
      { all: [{ constructor: { prototype: {} } }] },
      'Leave out "constructor": it is no part of a rule.',
    ],
    [
      'what is no JSON',
      { fact: 'household.repliesOwed', op: 'eq', value: () => 0 },
      'Write a rule as JSON: text, numbers, true, false, null, lists and objects alone.',
    ],
  ])('%s', (_, who, message) => {
    const problems = problemsOf({ ...rule, who });
    expect(problems).toEqual([
      { part: 'who', message: typeof message === 'string' ? message : expect.stringMatching(message) },
    ]);
  });

  it.each(['not', 'all'] as const)('ten thousand levels of %s, at once', (key) => {
    const who = nested(10_000, key);
    const started = performance.now();
    expect(problemsOf({ ...rule, who })).toEqual([{ part: 'who', message: 'Nest conditions at most 8 deep.' }]);
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('a text made to be slow to read, at once', () => {
    const texts = ['a-'.repeat(250), '/a'.repeat(250), '&a'.repeat(250), '.'.repeat(500), 'on'.repeat(250)];
    const started = performance.now();
    problemsOf({ ...rule, stillOpen: Array.from({ length: 900 }, (_, at) => texts[at % texts.length]) });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('whatever it is given', () => {
  it('answers with a rule or with sentences, and throws nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), fc.constantFrom('rule', ...Object.keys(rule)), (value, part) => {
        const input = part === 'rule' ? value : { ...rule, [part]: value };
        for (const { message } of problemsOf(input)) expect(message).toMatch(/^["A-Z].*[.]$/s);
      }),
      { numRuns: 2000 },
    );
  });

  it('lets each prompt of the library stand at each contact it is written for', () => {
    const refused = promptLibrary.prompts.flatMap(({ code, contactTypes: written }) => {
      const when =
        written === 'any-ask' ? contactTypes.filter(({ light }) => light === 'ask').map((type) => type.code) : written;
      return problemsOf({ ...rule, when, ask: { kind: 'ask', promptCodes: [code] } }).length > 0 ? [code] : [];
    });
    expect(refused).toEqual(['P53', 'P54', 'P55']);
  });
});
