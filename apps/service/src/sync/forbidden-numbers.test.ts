import { describe, expect, it } from '@jest/globals';
import { withoutForbiddenNumbers } from './forbidden-numbers.js';

describe('numbers that must not be kept', () => {
  it.each([
    ['Tap drips, NI QQ123456C given', 'Tap drips, NI [number removed] given'],
    ['NI AB123456C, tap drips', 'NI [number removed], tap drips'],
    ['ni ab 12 34 56 c', 'ni [number removed]'],
    ['AB-12-34-56-D', '[number removed]'],
    ['bank 20-00-00 12345678', 'bank [number removed]'],
    ['bank 20-00-00, account: 12345678.', 'bank [number removed].'],
  ])('%s', (text, kept) => expect(withoutForbiddenNumbers(text)).toBe(kept));

  it.each([
    'Ring 020 7946 0000 before 10-12-26',
    'Order 12345678, trade PL',
    'AB123456 is the lamp post',
    'UPRN 100023336956',
    'Flat 12-14-16 Sample Street',
  ])('leaves %s alone', (text) => expect(withoutForbiddenNumbers(text)).toBe(text));
});
