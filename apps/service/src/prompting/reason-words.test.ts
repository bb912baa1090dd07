import { suppressionRows } from '@doorstep/domain';
import { describe, expect, it } from '@jest/globals';
import { reasonWords, wordsOfReason } from './reason-words.js';

describe('the reasons in words', () => {
  it('name every row of the suppression table', () => {
    expect(suppressionRows.map(({ code }) => code).filter((code) => !(code in reasonWords))).toEqual([]);
  });

  it('leave a code as it is that this build does not know', () => {
    expect(wordsOfReason('from-elsewhere')).toBe('from-elsewhere');
  });
});
