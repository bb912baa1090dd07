import { describe, expect, it } from '@jest/globals';

import { tooManyGone } from './too-many-gone.js';

describe('what is taken for a fault of the source', () => {
  it.each([
    [1, 1],
    [2, 2],
    [40, 40],
    [80, 100],
    [11, 100],
    [5, 9],
    [51, 1000],
  ])('%d gone of %d', (gone, stored) => expect(tooManyGone(gone, stored)).toBe(true));
});

describe('what is taken at its word', () => {
  it.each([
    [0, 0],
    [0, 100],
    [1, 2],
    [4, 5],
    [5, 10],
    [10, 100],
    [50, 1000],
  ])('%d gone of %d', (gone, stored) => expect(tooManyGone(gone, stored)).toBe(false));
});
