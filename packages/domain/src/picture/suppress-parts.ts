import { fewest, suppressSmall, type Suppressed } from './suppress-small.js';

/**
 * Of each group, how many are of one kind, beside how many are in the group. Not shown where the group is not, where fewer
 * than `least` are of that kind, and where fewer are not: the one is the group less the other. What would let either be worked
 * out from the totals is kept back too. Where groups that are not shown could hold all that is missing, nothing can; else the
 * largest of the other groups goes, and all of them where that one is not larger than those that it is to hide. Which it is
 * depends on nothing but what is shown.
 * @param wholes Whole numbers from 0 up, by group.
 * @param parts Of those; in the same order, none larger.
 * @param isKeptBack Groups that are not shown whatever their size, in the same order.
 */
export function suppressParts(
  wholes: readonly number[],
  parts: readonly number[],
  least = fewest,
  isKeptBack: readonly boolean[] = [],
): Suppressed {
  const rest = wholes.map((whole, at) => whole - (parts[at] ?? 0));
  const total = sumOf(parts);
  const nothing = parts.map(() => null);
  if (total < least || sumOf(rest) < least) return { cells: nothing, total: null };
  const shown = suppressSmall(wholes, least, isKeptBack).cells;
  const isSmall = parts.map((part, at) => shown[at] === null || part < least || (rest[at] ?? 0) < least);
  if (!isSmall.includes(true)) return { cells: parts, total };
  const unknown = sumOf(wholes.filter((_, at) => shown[at] === null));
  const left = (counts: readonly number[], isHidden: readonly boolean[]) =>
    sumOf(counts.filter((_, at) => isHidden[at]));
  const largestOf = (small: boolean) =>
    Math.max(0, ...shown.map((whole, at) => (isSmall[at] === small ? (whole ?? 0) : 0)));
  const beside =
    unknown > 0 && Math.min(left(parts, isSmall), left(rest, isSmall)) <= unknown
      ? -1
      : shown.findIndex((whole, at) => isSmall[at] === false && whole === largestOf(false));
  const isHidden = isSmall.map((small, at) => small || at === beside);
  const isLarge = beside < 0 || largestOf(false) > Math.max(2 * least, largestOf(true) + 1);
  const isSafe = isLarge && left(parts, isHidden) > least && left(rest, isHidden) > least;
  return { cells: isSafe ? parts.map((part, at) => (isHidden[at] === true ? null : part)) : nothing, total };
}

const sumOf = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
