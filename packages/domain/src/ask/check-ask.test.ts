import { describe, expect, it } from '@jest/globals';
import { type AskToCheck, checkAsk } from './check-ask.js';
import { isHeardEnough } from './coverage.js';
import { nextWay } from './next-way.js';

const small: AskToCheck = {
  question: 'What would make the stairwell feel better to come home to?',
  why: 'We are painting it in March.',
  briefing: null,
  size: 'small',
  claimed: 'together',
  level: 'together',
  alreadyDecided: [{ what: 'work starts in March', because: 'contract' }],
  stillOpen: ['the colour'],
  roomToChange: null,
  recompense: null,
  stakes: 'light',
  decisionOn: '2026-05-01',
  closesOn: '2026-04-20',
  options: [],
  formats: ['standard'],
  easyRead: [],
};
const option = { title: 'Blue', words: 'The walls are blue.', cost: 120_000, costWords: null };
const hard = 'Comprehensive investigations established considerable deterioration necessitating rehabilitation.';
const today = '2026-03-02';

describe('an ask before it is put to people', () => {
  it('needs four parts when it is small', () => {
    expect(checkAsk(small, today)).toEqual([]);
  });

  it.each<[string, Partial<AskToCheck>, string, 'refuse' | 'warn']>([
    ['nothing open', { stillOpen: [] }, 'stillOpen', 'refuse'],
    ['a yes or no question', { question: 'Are you satisfied with the stairwell?' }, 'question', 'refuse'],
    ['a decision that is past', { decisionOn: '2026-03-01', closesOn: '2026-03-02' }, 'decisionOn', 'warn'],
    ['a claim that the evidence does not bear', { level: 'landlord-after-asking' }, 'claimed', 'warn'],
    ['a big word below partnership', { level: 'landlord', why: 'A co-designed stairwell.' }, 'why', 'refuse'],
    ['answers after the decision', { closesOn: '2026-05-02' }, 'closesOn', 'refuse'],
    ['a last day that is past', { closesOn: '2026-03-01' }, 'closesOn', 'refuse'],
    ['a big word in easy read', { level: 'landlord', easyRead: ['We co-designed it.'] }, 'easyRead', 'refuse'],
    ['easy read that nobody wrote', { formats: ['easy-read'] }, 'easyRead', 'warn'],
    [
      'easy read in long lines',
      { easyRead: ['We paint it.', 'We will paint the stairwell in March, and you can choose the colour of it.'] },
      'easyRead',
      'warn',
    ],
    ['nothing open but the word', { stillOpen: ['Nothing.'] }, 'stillOpen', 'refuse'],
    ['no room to change where it is full', { size: 'full', briefing: '' }, 'roomToChange', 'refuse'],
    ['room to change that is none', { size: 'full', briefing: '', roomToChange: 'Dim byd' }, 'roomToChange', 'refuse'],
    ['an office word in the question', { question: 'How does the golden thread help you?' }, 'question', 'refuse'],
    ['an office word in the reason', { why: 'The contractor starts in March.' }, 'why', 'warn'],
    ['a briefing that is hard to read', { briefing: hard }, 'briefing', 'warn'],
    ['an office word in easy read', { easyRead: ['The contractor comes.'] }, 'easyRead', 'warn'],
    ['an option that is hard to read', { options: [option, { ...option, words: hard }] }, 'options', 'warn'],
    ['one option', { options: [option] }, 'options', 'refuse'],
    ['an option without its cost', { options: [option, { ...option, cost: null }] }, 'options', 'warn'],
    ['no briefing where it is full', { size: 'full' }, 'briefing', 'refuse'],
    [
      'no word on recompense where much is at stake',
      { size: 'full', briefing: '', stakes: 'rent' },
      'recompense',
      'warn',
    ],
  ])('is not like this: %s', (_, change, part, severity) => {
    expect(checkAsk({ ...small, ...change }, today)).toContainEqual(expect.objectContaining({ part, severity }));
  });

  it('names the plain word for one of the office, in the option that has it', () => {
    const options = [option, { ...option, title: 'Golden thread' }];
    expect(checkAsk({ ...small, options }, today).map(({ message }) => message)).toEqual([
      'Golden thread: "golden thread" is an office word; say: keeping building facts straight.',
    ]);
  });

  it('needs no room to change where people are told and not asked', () => {
    const told = { ...small, claimed: 'landlord', size: 'full', briefing: '', stillOpen: [] } as const;
    expect(checkAsk(told, today)).toEqual([]);
  });

  it('may use the big words where residents do decide', () => {
    expect(checkAsk({ ...small, why: 'A co-designed stairwell.' }, today)).toEqual([]);
  });
});

describe('how many are to be heard', () => {
  it.each([
    [10, 100, 'light', true],
    [9, 100, 'light', false],
    [59, 100, 'contract', false],
    [60, 100, 'contract', true],
    [0, 0, 'light', false],
  ] as const)('%d of %d where it is %s: %s', (heard, scope, stakes, enough) => {
    expect(isHeardEnough(heard, scope, stakes)).toBe(enough);
  });
});

describe('the next way to somebody', () => {
  it.each([
    ['as they prefer', 'phone', [], [], 'phone'],
    ['as the ladder goes', null, [], [], 'message'],
    ['no message for whoever needs large print', null, ['large-print'], [], 'phone'],
    ['no call for whoever cannot hear one', null, ['no-internet', 'hearing'], [], 'letter'],
    ['not the preferred way where a need forbids it', 'phone', ['hearing'], [], 'message'],
    ['another way after one was tried', 'phone', [], ['phone', 'message'], 'letter'],
    ['a visit when all was tried', null, [], ['message', 'phone', 'letter', 'in-person'], 'in-person'],
  ] as const)('is %s', (_, preferred, needs, tried, way) => {
    expect(nextWay(preferred, needs, tried)).toBe(way);
  });
});
