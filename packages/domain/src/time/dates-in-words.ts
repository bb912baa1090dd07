import { readInstant } from './instants.js';

const parts = { timeZone: 'Europe/London', day: 'numeric', month: 'long' } as const;
const dayAndMonth = new Intl.DateTimeFormat('en-GB', parts);
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { ...parts, year: 'numeric' });
const yearOnly = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', year: 'numeric' });

/** `24 November` in London; with the year when it is not the year of `now`. Both RFC 3339. Throws `RangeError`. */
export function dateInWords(instant: string, now: string): string {
  const day = readInstant(instant);
  const isThisYear = yearOnly.format(day) === yearOnly.format(readInstant(now));
  return (isThisYear ? dayAndMonth : dayMonthYear).format(day);
}
