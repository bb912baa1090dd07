/** Figures of one kind from several rounds. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Throws when there are no figures. */
export function spread(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  const least = sorted[0];
  const most = sorted.at(-1);
  if (upper === undefined || lower === undefined || least === undefined || most === undefined) {
    throw new RangeError('There are no figures to spread.');
  }
  return { median: (upper + lower) / 2, least, most };
}

/** Median and range, such as `0.31 (0.29 to 0.33)`. */
export function inWords({ median, least, most }: Spread, digits: number): string {
  const text = (figure: number) =>
    figure.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text(median)} (${text(least)} to ${text(most)})`;
}

/** The figure that `share` of the figures do not exceed. Throws when there are none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new RangeError('There are no figures.');
  return found;
}

/** One measurement: how much there was, and what it took. Both above 0. */
interface Measured {
  readonly size: number;
  readonly cost: number;
}

/** The power of its size with which a cost grows between two measurements: 1 is linear. Throws when it is not to be told. */
export function growthExponent(small: Measured, large: Measured): number {
  const exponent = Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
  if (!Number.isFinite(exponent)) throw new RangeError('The two measurements do not tell how the cost grows.');
  return exponent;
}
