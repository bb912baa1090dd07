import { addDays } from '../time/add-days.js';

/** From a day up to, not including, another: both `YYYY-MM-DD` in London. */
export interface Days {
  readonly from: string;
  readonly before: string;
}

/** The last 13 weeks or the last 52, with today in them. */
export function periodUpTo(today: string, period: '13-weeks' | '52-weeks'): Days {
  const before = addDays(today, 1);
  return { from: addDays(before, period === '13-weeks' ? -13 * 7 : -52 * 7), before };
}

/** The calendar quarter of a day and the one before, e.g. October to December. */
export function quartersAt(today: string): { readonly thisQuarter: Days; readonly lastQuarter: Days } {
  const year = Number(today.slice(0, 4));
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const begin = (offset: number) => new Date(Date.UTC(year, (quarter + offset) * 3, 1)).toISOString().slice(0, 10);
  return {
    thisQuarter: { from: begin(0), before: begin(1) },
    lastQuarter: { from: begin(-1), before: begin(0) },
  };
}
