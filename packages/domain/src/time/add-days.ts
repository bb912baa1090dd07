import { DAY, instantText, startOfDate } from './instants.js';

/** The date so many days on, or back. Dates are `YYYY-MM-DD`. Throws `RangeError` for what is no date. */
export function addDays(date: string, days: number): string {
  return instantText((startOfDate(date) ?? Number.NaN) + days * DAY).slice(0, 10);
}
