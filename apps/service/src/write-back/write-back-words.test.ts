import { describe, expect, it } from '@jest/globals';
import { inTheirWord } from '../display/index.js';
import { caseWords, noteWords, saysDampOrMould } from './write-back-words.js';

describe('a note', () => {
  it.each(['voice', 'reply', 'hand-off'] as const)('about a %s says the London day and no word of theirs', (about) => {
    const { title, text } = noteWords(about, '2026-07-01T23:30:00Z', inTheirWord('resident'));
    expect(text).toContain('2 July 2026');
    expect(title.length).toBeGreaterThan(10);
  });
});

describe('a case', () => {
  const message = {
    route: 'hazard',
    toldAt: '2026-07-01T10:20:00Z',
    isToldAgain: false,
    words: 'The wall went <b>black</b>, “all of it”',
    where: null,
  } as const;

  it('carries the words as they were said, and from when time runs', () => {
    expect(caseWords(message, inTheirWord('resident'))).toEqual({
      title: 'Something in the home may be unsafe',
      text: 'Said by a resident on 1 July 2026 at 11:20: time limits run from then. As it was said: “The wall went <b>black</b>, “all of it””',
    });
  });

  it('says that it was told before, where it is, and that nothing was written down', () => {
    const { text } = caseWords(
      { ...message, isToldAgain: true, where: 'the bin store', words: null },
      inTheirWord('resident'),
    );
    expect(text).toMatch(/told before.* Where: the bin store\. No words were written down\.$/);
  });
});

it('calls them what the landlord does, in what we say and never in what they said', () => {
  const put = inTheirWord('tenant');
  expect(noteWords('voice', '2026-07-01T10:20:00Z', put)).toEqual({
    title: 'A tenant was heard',
    text: 'Something a tenant said on 1 July 2026 is kept in Doorstep.',
  });
  const said = { route: 'hazard', toldAt: '2026-07-01T10:20:00Z', isToldAgain: false, where: null } as const;
  expect(caseWords({ ...said, words: 'Ask any resident.' }, put).text).toMatch(
    /^Said by a tenant .*“Ask any resident\.”$/,
  );
});

it.each([
  ['there is mould behind the wardrobe', true],
  ['Black MOLD and damp.', true],
  ['mae llwydni ar y wal', true],
  ['the damper on the flue rattles', false],
  ['the skirting moulding came off', false],
  [null, false],
])('%s: damp or mould %s', (words, expected) => {
  expect(saysDampOrMould(words)).toBe(expected);
});
