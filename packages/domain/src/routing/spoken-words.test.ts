import { describe, expect, it } from '@jest/globals';
import { longestText, spokenWords } from './spoken-words.js';

const forms = (text: string): readonly string[] => spokenWords(text).map(({ form }) => form);

describe('words as they are matched', () => {
  it.each([
    ['capitals and apostrophes', "DON'T can’t", ['dont', 'cant']],
    ['accents', 'tŷ bach, wŷr', ['ty', 'bach', ',', 'wyr']],
    ['invisible characters', 'mo\u200bu\u00adld', ['mould']],
    ['drawn-out letters', 'sooooo colddd', ['soo', 'coldd']],
    ['full-width letters', 'ｇａｓ', ['gas']],
    ['numbers', 'since 4 Nov 2025', ['since', '0', 'nov', '0']],
    ['clause marks', 'no! wait - gas; now\nplease', ['no', '.', 'wait', 'gas', ',', 'now', '.', 'please']],
  ])('%s', (_, text, wanted) => {
    expect(forms(text)).toEqual(wanted);
  });

  it('keeps the place of each word in the text', () => {
    const text = 'Well… the Gas’s off';
    expect(spokenWords(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Well', 'the', 'Gas’s', 'off']);
  });

  it('reads no further than the longest text', () => {
    expect(forms('a '.repeat(longestText))).toHaveLength(longestText / 2);
  });
});
