import type { Locale } from './text/index.js';

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

const welshWeekdays = [
  'Dydd Sul',
  'Dydd Llun',
  'Dydd Mawrth',
  'Dydd Mercher',
  'Dydd Iau',
  'Dydd Gwener',
  'Dydd Sadwrn',
];
const welshShortWeekdays = ['Sul', 'Llun', 'Maw', 'Mer', 'Iau', 'Gwe', 'Sad'];
const englishWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const inLondon = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options });

/** `December`. Few browsers know Welsh months, or that Welsh, too, says the day first. */
function monthOf(locale: Locale, at: Date): string {
  const month = locale === 'cy' ? welshMonths[Number(inLondon({ month: 'numeric' }).format(at)) - 1] : undefined;
  return month ?? inLondon({ month: 'long' }).format(at);
}

/** `December 2026`. `day` is any of the month, an ISO date or RFC 3339 instant. */
export function monthIn(locale: Locale, day: string): string {
  const at = new Date(day);
  return `${monthOf(locale, at)} ${inLondon({ year: 'numeric' }).format(at)}`;
}

/** `Sunday`, in London. */
export function weekdayIn(locale: Locale, at: Date): string {
  return locale === 'cy' ? welshWeekdays[weekdayNumber(at)]! : inLondon({ weekday: 'long' }).format(at);
}

/** `Fri 22 Nov`, in London; milliseconds since 1970. */
export function shortDayIn(locale: Locale, at: number): string {
  const day = inLondon({ day: 'numeric' }).format(at);
  if (locale === 'cy')
    return `${welshShortWeekdays[weekdayNumber(at)]} ${day} ${monthOf(locale, new Date(at)).slice(0, 3)}`;
  return inLondon({ weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '');
}

/** 0 is Sunday. */
const weekdayNumber = (at: Date | number) => englishWeekdays.indexOf(inLondon({ weekday: 'short' }).format(at));

/**
 * A day as staff say it: `3 December`, with the year when it is not this year.
 * @param when ISO date or RFC 3339 instant; instants are told in London time.
 * @param today For which year is this year.
 */
export function dayIn(locale: Locale, when: string, today: Date = new Date()): string {
  const instant = new Date(when);
  const year = inLondon({ year: 'numeric' });
  const said = [inLondon({ day: 'numeric' }).format(instant), monthOf(locale, instant)];
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
  const time = inLondon({ timeStyle: 'short', hourCycle: 'h23' });
  return `${dayIn(locale, instant, today)}, ${time.format(new Date(instant))}`;
}
