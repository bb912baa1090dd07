import { describe, expect, it } from '@jest/globals';
import { compareStores } from './judge.js';

const store = (...rows: readonly [string, string][]) =>
  new Map([['homes', rows.map(([key, content]) => ({ key, content }))]]);

describe('the judge of a trial', () => {
  it('finds nothing between equal stores', () => {
    const verdict = compareStores(store(['1', 'a'], ['2', 'b']), store(['2', 'b'], ['1', 'a']));
    expect(verdict).toEqual({ compared: 2, lost: 0, duplicated: 0, ghosts: 0, different: 0, examples: [] });
  });

  it('tells what is missing, twice, from nowhere or changed', () => {
    const untroubled = store(['1', 'a'], ['2', 'b'], ['3', 'c']);
    const verdict = compareStores(untroubled, store(['1', 'a'], ['1', 'a'], ['2', 'other'], ['4', 'd']));
    expect(verdict).toMatchObject({ compared: 3, lost: 1, duplicated: 1, ghosts: 1, different: 1 });
    expect(verdict.examples).toEqual([
      'homes: 1 is there twice',
      'homes: 2 is other instead of b',
      'homes: 4 came from nowhere',
      'homes: 3 is missing',
    ]);
  });
});
