import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suppressParts } from './suppress-parts.js';
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

  it.each([
    [2, 1, 12],
    [2, 2, 12],
    [2, 3, 13],
    [2, 4, 10],
    [3, 2, 20],
  ])(
    'is nothing of a part of a group that could be worked out, from the groups and the totals: least %i, %i groups',
    (least, groups, most) => {
      for (let sum = least; sum <= most; sum += 1) {
        const seen = new Map<string, { parts: number[]; wholes: number[] }[]>();
        for (const table of tables(groups * 2, sum)) {
          const parts = table.filter((_, at) => at % 2 === 0);
          const wholes = parts.map((part, at) => part + (table[at * 2 + 1] ?? 0));
          const key = JSON.stringify([suppressSmall(wholes, least), suppressParts(wholes, parts, least)]);
          seen.set(key, [...(seen.get(key) ?? []), { parts, wholes }]);
        }
        for (const [key, possible] of seen) {
          const [groupsShown, partsShown] = JSON.parse(key) as { cells: (number | null)[] }[];
          const isKnown = (of: 'wholes' | 'parts') => (cell: number | null, at: number) =>
            cell === null && new Set(possible.map((one) => one[of][at])).size < 2;
          const known = [
            ...groupsShown!.cells.filter(isKnown('wholes')),
            ...partsShown!.cells.filter(isKnown('parts')),
            ...partsShown!.cells.filter(
              (cell, at) => cell !== null && (cell < least || groupsShown!.cells[at]! - cell < least),
            ),
          ];
          const truth = possible.every(({ parts }) =>
            partsShown!.cells.every((cell, at) => cell === null || cell === parts[at]),
          );
          expect([key, truth]).toEqual([key, true]);
          expect({ key, known }).toEqual({ key, known: [] });
        }
      }
    },
  );
});
