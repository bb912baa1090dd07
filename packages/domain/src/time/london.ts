import { DAY, HOUR } from './instants.js';

export interface LondonTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** 0 to 23. */
  readonly hour: number;
  readonly isSunday: boolean;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
});

/** What clock and calendar show in London at an instant, in milliseconds since 1970. */
export function londonTime(instant: number): LondonTime {
  const part = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    hour: Number(part['hour']),
    isSunday: part['weekday'] === 'Sun',
  };
}

/**
 * The instant, in milliseconds since 1970, at which clocks in London show this time of a `YYYY-MM-DD` day. The hour
 * that spring leaves out counts as the one after, and of the two that autumn has, the first is meant.
 */
export function instantInLondon(date: string, timeOfDay: number): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + timeOfDay;
  const inSummer = asUtc - HOUR;
  return shown(inSummer) === asUtc ? inSummer : asUtc;
}

/** Midnight in London at which the day after that of this instant begins, in milliseconds since 1970. */
export function nextLondonDay(instant: number): number {
  const noon = Date.parse(`${londonTime(instant).date}T12:00:00Z`);
  return instantInLondon(londonTime(noon + DAY).date, 0);
}

function shown(instant: number): number {
  const { date, hour } = londonTime(instant);
  return Date.parse(`${date}T00:00:00Z`) + hour * HOUR + (instant % HOUR);
}
