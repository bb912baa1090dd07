import type { Locale } from '@doorstep/ui/text';

/**
 * A day as staff say it: `3 December`, with the year when it is not this year.
 * @param when ISO date or RFC 3339 instant; instants are told in London time.
 * @param today For which year is this year.
 */
export function dayIn(locale: Locale, when: string, today: Date = new Date()): string {
  const instant = new Date(when);
  const yearOf = (date: Date) => date.toLocaleDateString('en-GB', { timeZone: 'Europe/London', year: 'numeric' });
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'long',
    ...(yearOf(instant) !== yearOf(today) && { year: 'numeric' }),
  }).format(instant);
}
