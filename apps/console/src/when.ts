import { dayIn } from '@doorstep/ui/day';
import type { Locale } from '@doorstep/ui/text';

const zone = 'Europe/London';

/** Today in London, `YYYY-MM-DD`. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
}

/** `11:18`, as clocks in the United Kingdom show it. `at` is ISO 8601. */
export function timeOf(locale: Locale, at: string | number | Date): string {
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(at),
  );
}

/** `12 November`, with the year where it is not this one. `at` is ISO 8601. */
export function dayOf(locale: Locale, at: string | number | Date): string {
  return dayIn(locale, new Date(at).toISOString());
}
