import { describe, expect, it } from '@jest/globals';
import { suggestMeaning } from './suggest-meaning.js';

const phases = ['open', 'scheduled', 'completed', 'cancelled', 'no-access'];

describe('what a code may mean', () => {
  it.each([
    ['Cancelled', { means: 'cancelled', because: 'name' }],
    ['NO ACCESS', { means: 'no-access', because: 'name' }],
    ['Job completed', { means: 'completed', because: 'name' }],
    ['300', { means: 'completed', because: 'values' }],
    ['Completed, reopened', null],
    ['SUS', null],
  ])('%s', (theirs, suggested) => {
    expect(suggestMeaning(theirs, phases, { 300: 'completed', 999: 'unheard-of' })).toEqual(suggested);
  });
});
