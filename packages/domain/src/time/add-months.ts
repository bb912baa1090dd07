import { startOfDate } from './instants.js';

/**
 * The same day so many calendar months on, or the last day of that month where it has no such day. Dates `YYYY-MM-DD`.
 * The date stands even where nobody works on it: earlier than the law asks is never late. Throws `RangeError` on what
 * is no date, or a count that is no whole number from 0 up.
 */
export function addMonths(date: string, months: number): string {
  const start = startOfDate(date);
  if (start === null) throw new RangeError('A date could not be read: it must be YYYY-MM-DD.');
  if (!Number.isSafeInteger(months) || months < 0) throw new RangeError('Months are counted in whole numbers.');
  const from = new Date(start);
  const lastOfMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(from.getUTCDate(), lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}
