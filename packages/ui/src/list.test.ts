import { expect, it } from '@jest/globals';
import { listIn } from './list.js';

it('joins with the word of its language', () => {
  expect(listIn('en-GB', 'conjunction', ['tea', 'milk', 'eggs'])).toBe('tea, milk and eggs');
  expect(listIn('cy', 'conjunction', ['te', 'llaeth', 'wyau'])).toBe('te, llaeth ac wyau');
  expect(listIn('cy', 'conjunction', ['te', 'llaeth'])).toBe('te a llaeth');
  expect(listIn('cy', 'disjunction', ['te', 'llaeth'])).toBe('te neu llaeth');
  expect(['cy', 'en-GB'].map((locale) => listIn(locale as 'cy', 'disjunction', ['te']))).toEqual(['te', 'te']);
  expect(listIn('cy', 'conjunction', [])).toBe('');
});
