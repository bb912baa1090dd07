import { describe, expect, it } from '@jest/globals';
import { localeFor, textIn } from './index.js';

describe('the text catalogues', () => {
  it('gives the Welsh plural form for the number', () => {
    expect(textIn('cy')('prompt.arrived', { count: 0 })).toBe('Dim awgrymiadau.');
    expect(textIn('en-GB')('prompt.arrived', { count: 1 })).toBe('1 prompt.');
    expect(textIn('en-GB')('prompt.arrived', { count: 2 })).toBe('2 prompts.');
  });

  it('finds the catalogue nearest to the language of the page', () => {
    expect(['cy', 'cy-GB', 'CY'].map(localeFor)).toEqual(['cy', 'cy', 'cy']);
    expect(['', 'en', 'en-US', 'cym', 'fr'].map(localeFor)).toEqual(Array(5).fill('en-GB'));
  });
});
