import { bankHolidays } from './bank-holidays.js';
import { DAY, startOfDate } from './instants.js';
import type { Nation } from './nation.js';

/** How much of a nation's table of bank holidays is left. */
export interface CalendarLeft {
  /** Last day the table speaks for, `YYYY-MM-DD`. */
  readonly through: string;
  /** Whole days from the day asked about to the last; negative once it has run out. */
  readonly daysLeft: number;
  /** Whether someone must now add the next year. */
  readonly alarm: boolean;
}

const ALARM_DAYS = 90;

/** How many days of the table are left on a `YYYY-MM-DD` date. Throws `RangeError` when it is no date. */
export function calendarRunsOut(nation: Nation, on: string): CalendarLeft {
  const { through } = bankHolidays[nation];
  const daysLeft = (dayOf(through) - dayOf(on)) / DAY;
  return { through, daysLeft, alarm: daysLeft < ALARM_DAYS };
}

/** Whether the table of bank holidays speaks for this `YYYY-MM-DD` date. */
export function isWithinCalendar(date: string, nation: Nation): boolean {
  const { from, through } = bankHolidays[nation];
  return startOfDate(date) !== null && date >= from && date <= through;
}

/** Monday to Friday and no bank holiday. Throws `RangeError` where the table does not reach, or on what is no date. */
export function isWorkingDay(date: string, nation: Nation): boolean {
  const weekday = new Date(dayOf(date)).getUTCDay();
  if (!isWithinCalendar(date, nation)) {
    throw new RangeError(
      `Bank holidays are known from ${bankHolidays[nation].from} to ${bankHolidays[nation].through}.`,
    );
  }
  return weekday !== 0 && weekday !== 6 && !bankHolidays[nation].days.has(date);
}

/**
 * The day on which this many working days have passed, the first counted being the day after `date`; 0 gives `date`.
 * Dates `YYYY-MM-DD`. Throws `RangeError` on a count that is no whole number from 0 up, or where the table ends.
 */
export function addWorkingDays(date: string, count: number, nation: Nation): string {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('Working days are counted in whole numbers.');
  let at = dayOf(date);
  for (let left = count; left > 0;) {
    at += DAY;
    if (isWorkingDay(dateOf(at), nation)) left -= 1;
  }
  return dateOf(at);
}

/** Working days after `from`, up to `to` and with it; negative when `to` comes first. Errors as `isWorkingDay`. */
export function workingDaysBetween(from: string, to: string, nation: Nation): number {
  const start = dayOf(from);
  const end = dayOf(to);
  if (end < start) return -workingDaysBetween(to, from, nation);
  let passed = 0;
  for (let at = start + DAY; at <= end; at += DAY) {
    if (isWorkingDay(dateOf(at), nation)) passed += 1;
  }
  return passed;
}

function dayOf(date: string): number {
  const day = startOfDate(date);
  if (day === null) throw new RangeError('A date could not be read: it must be YYYY-MM-DD.');
  return day;
}

function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
