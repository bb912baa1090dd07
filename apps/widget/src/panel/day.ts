import type { Locale } from '@doorstep/ui/text';

const welshMonths = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
];

/**
 * A day as staff say it: `3 December`, with the year when it is not this year.
 * @param when ISO date or RFC 3339 instant; instants are told in London time.
 * @param today For which year is this year.
 */
export function dayIn(locale: Locale, when: string, today: Date = new Date()): string {
  const instant = new Date(when);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options });
  const year = part({ year: 'numeric' });
  const month = locale === 'cy' ? welshMonths[Number(part({ month: 'numeric' }).format(instant)) - 1] : undefined;
  // Put together by hand: few browsers know Welsh months, or that Welsh, too, says the day first.
  const said = [part({ day: 'numeric' }).format(instant), month ?? part({ month: 'long' }).format(instant)];
  if (year.format(instant) !== year.format(today)) said.push(year.format(instant));
  return said.join(' ');
}

/**
 * When something is to happen, as staff say it, in London: `14:15`, with the day when it is not today.
 * @param instant RFC 3339.
 */
export function timeIn(locale: Locale, instant: string, today: Date = new Date()): string {
  const [day, time] = momentIn(locale, instant, today).split(', ');
  return day === dayIn(locale, today.toISOString(), today) ? time! : `${time}, ${day}`;
}

/** An instant as staff say it, in London: `25 November, 16:05`. */
export function momentIn(locale: Locale, instant: string, today: Date = new Date()): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short', hourCycle: 'h23' });
  return `${dayIn(locale, instant, today)}, ${time.format(new Date(instant))}`;
}
