import { bankHolidays } from './bank-holidays.js';
import { DAY, HOUR, readInstant } from './instants.js';
import { instantInLondon, londonTime } from './london.js';
import type { Nation } from './nation.js';
import { isWithinCalendar } from './working-days.js';

/** When no message is sent: from one hour to another over night in London, on Sundays and on bank holidays. */
export interface QuietHours {
  readonly nation: Nation;
  /** Hours of the day, 0 to 24. */
  readonly from: number;
  readonly until: number;
}

/** More than the longest run of Sundays and bank holidays. */
const DAYS_AHEAD = 14;

/**
 * Whether a message must wait at this RFC 3339 instant. Days for which bank holidays are not known are quiet: what
 * cannot be checked is not sent. Throws `RangeError` when the instant cannot be read.
 */
export function inQuietHours(instant: string, quiet: QuietHours): boolean {
  const { date, hour, isSunday } = londonTime(readInstant(instant));
  return isQuietDay(date, isSunday, quiet.nation) || hour < quiet.until || hour >= quiet.from;
}

/**
 * The first instant at or after this one, in milliseconds since 1970, at which a message may be sent; null when none
 * is in sight. Throws `RangeError` when the instant cannot be read.
 */
export function endOfQuiet(instant: string, quiet: QuietHours): number | null {
  if (!inQuietHours(instant, quiet)) return readInstant(instant);
  if (quiet.until >= quiet.from) return null;
  const now = readInstant(instant);
  const today = Date.parse(`${londonTime(now).date}T12:00:00Z`);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const { date, isSunday } = londonTime(today + ahead * DAY);
    const opens = instantInLondon(date, quiet.until * HOUR);
    if (opens > now && !isQuietDay(date, isSunday, quiet.nation)) return opens;
  }
  return null;
}

function isQuietDay(date: string, isSunday: boolean, nation: Nation): boolean {
  return isSunday || !isWithinCalendar(date, nation) || bankHolidays[nation].days.has(date);
}
