import { describe, expect, it } from '@jest/globals';
import { withoutNames } from './without-names.js';

describe('words without names', () => {
  it.each([
    ['I am Mair Pugh, and Mair is cold.', ['Mair Pugh', 'Mair', 'Pugh'], 'I am [name], and [name] is cold.'],
    ['Pughs live here.', ['Pugh'], 'Pughs live here.'],
    ['ring 07700 900123 or a.b@c.example', [], 'ring [number] or [address]'],
    ['I am at SA1 1AA.', [], 'I am at [postcode].'],
    ['(a.) stays', ['a.'], '([name]) stays'],
    ['It takes 20 minutes.', [], 'It takes 20 minutes.'],
  ])('%s', (words, names, without) => {
    expect(withoutNames(words, names)).toBe(without);
  });
});
