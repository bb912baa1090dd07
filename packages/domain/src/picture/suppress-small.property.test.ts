import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suppressSmall } from './suppress-small.js';

/** Every way to put `sum` into so many groups. */
function* tables(groups: number, sum: number): Generator<number[]> {
  if (groups === 1) yield [sum];
  else
    for (let first = 0; first <= sum; first += 1)
      for (const rest of tables(groups - 1, sum - first)) yield [first, ...rest];
}

describe('what is kept back', () => {
  it.each([
    [2, 2, 16],
    [2, 3, 20],
    [3, 3, 18],
    [3, 4, 16],
    [4, 4, 14],
  ])(
    'cannot be worked out from the total, also by whoever knows how it is done: least %i, %i groups',
    (least, groups, most) => {
      for (let sum = least; sum <= most; sum += 1) {
        // What a reader sees, and every table that looks like that.
        const seen = new Map<string, number[][]>();
        for (const table of tables(groups, sum)) {
          const key = JSON.stringify(suppressSmall(table, least));
          seen.set(key, [...(seen.get(key) ?? []), table]);
        }
        for (const [key, possible] of seen) {
          const { cells } = JSON.parse(key) as { cells: (number | null)[] };
          const known = cells.filter((cell, at) => cell === null && new Set(possible.map((one) => one[at])).size < 2);
          expect({ key, known }).toEqual({ key, known: [] });
        }
      }
    },
  );

  it('is every group under ten, with one more at least; the others are as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const { cells, total } = suppressSmall(counts);
        const sum = counts.reduce((all, count) => all + count, 0);
        expect(total).toBe(sum < 10 ? null : sum);
        const isTrue = cells.every((cell, at) => cell === null || (cell >= 10 && cell === counts[at]));
        expect([cells, isTrue]).toEqual([cells, true]);
        const hidden = cells.filter((cell) => cell === null).length;
        expect(hidden === 1 && counts.length > 1).toBe(false);
        if (sum >= 10 && counts.every((count) => count >= 10)) expect(hidden).toBe(0);
      }),
      { numRuns: 10_000 },
    );
  });
});
