/** Groups with fewer people than this are not shown. */
export const fewest = 10;

export interface Suppressed {
  /** In the order given; null: not shown. */
  readonly cells: readonly (number | null)[];
  /** Of all cells; null: not shown, since it is small itself. */
  readonly total: number | null;
}

/**
 * Counts of people by group, each person in one group, without the groups that are too small to show, and without what
 * would let one of them be worked out from the total. Beside the small groups the first of the others is always kept back,
 * whatever its size: which one goes must not depend on counts, or it would tell of them. Where that still leaves one answer
 * only (nobody at all in the small groups), no group is shown. Nought is small too.
 * @param counts Whole numbers from 0 up.
 * @param isKeptBack Groups that are not shown whatever their size, in the same order.
 */
export function suppressSmall(
  counts: readonly number[],
  least = fewest,
  isKeptBack: readonly boolean[] = [],
): Suppressed {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const nothing = counts.map(() => null);
  if (total < least) return { cells: nothing, total: null };
  const isSmall = counts.map((count, index) => count < least || isKeptBack[index] === true);
  if (!isSmall.includes(true)) return { cells: counts, total };
  const beside = isSmall.indexOf(false);
  const isHidden = isSmall.map((small, index) => small || index === beside);
  const hidden = counts.reduce((sum, count, index) => sum + (isHidden[index] === true ? count : 0), 0);
  if (hidden <= least) return { cells: nothing, total };
  return { cells: counts.map((count, index) => (isHidden[index] === true ? null : count)), total };
}
