const LONG: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' };
const SHORT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'Europe/London',
};

/** The instant of a time that is UTC and may not say so. */
export function instantOf(time: string): Date {
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`);
}

export function longDay(time: string): string {
  return instantOf(time).toLocaleDateString('en-GB', LONG);
}

export function shortDay(time: string): string {
  return instantOf(time).toLocaleDateString('en-GB', SHORT);
}
