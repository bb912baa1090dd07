/**
 * Dates and instants as housing systems write them: ISO 8601 with or without an offset, `dd/MM/yyyy`, and the values
 * that older systems keep where there is no date at all.
 */
import type { About } from './mapping.js';

interface Wall {
  readonly date: string;
  /** Milliseconds since 1970-01-01 as if the wall clock stood at UTC. */
  readonly utc: number;
  readonly isMidnight: boolean;
  /** Minutes east of UTC, null when the value does not say. */
  readonly offset: number | null;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$/i;
const BRITISH = /^(\d{2})\/(\d{2})\/(\d{4})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
/** Universal Housing's way of saying that there is no date. .NET's, 0001-01-01, is a year no calendar here reads. */
const MEANS_NO_DATE = '1900-01-01';
const DAY = 86_400_000;

/**
 * The instant a value names, RFC 3339 in UTC with milliseconds; null for no date, a sentinel or what cannot be read.
 * `zone` (IANA) holds for values without an offset. A time that comes twice when the clocks go back is the first of
 * the two; one that is skipped when they go forward moves on by the gap.
 */
export function instantOf(value: string | null, zone: string): string | null {
  const wall = wallOf(value);
  if (wall === null || wall.date === MEANS_NO_DATE) return null;
  return new Date(epochOf(wall, zone)).toISOString();
}

/**
 * The day a value names, `YYYY-MM-DD`; null for no date, a sentinel or what cannot be read.
 * Midnight, or no time at all, is that day whatever the offset says: the search index writes dates as midnight UTC.
 * Any other instant with an offset is the day it falls on in `zone` (IANA).
 */
export function dateOf(value: string | null, zone: string): string | null {
  const wall = wallOf(value);
  if (wall === null || wall.date === MEANS_NO_DATE) return null;
  if (wall.offset === null || wall.isMidnight) return wall.date;
  const epoch = epochOf(wall, zone);
  return new Date(epoch + offsetAt(epoch, zone)).toISOString().slice(0, 10);
}

/**
 * Hackney's rule for a tenancy: no end, an unreadable end or a sentinel means active; else active until the end.
 * Source: TenureHelpers of Hackney.Shared.Tenure.
 */
export function isActiveUntil(end: string | null, { isOver, zone }: Pick<About, 'isOver' | 'zone'>): boolean {
  const instant = instantOf(end, zone);
  return instant === null || !isOver(instant);
}

function wallOf(value: string | null): Wall | null {
  if (value === null) return null;
  const iso = ISO.exec(value);
  if (iso) return wallFrom(iso[1], iso[2], iso[3], iso.slice(4, 8), iso[8]);
  const british = BRITISH.exec(value);
  return british ? wallFrom(british[3], british[2], british[1], british.slice(4, 7), undefined) : null;
}

function wallFrom(
  year = '',
  month = '',
  day = '',
  [hour = '0', minute = '0', second = '0', fraction = '0']: readonly (string | undefined)[],
  offset: string | undefined,
): Wall | null {
  if (+hour > 23 || +minute > 59 || +second > 59) return null;
  const midnight = Date.UTC(+year, +month - 1, +day);
  /* 31 February turns into 3 March, and the year 1 into 1901. */
  const read = new Date(midnight);
  if (read.getUTCFullYear() !== +year || read.getUTCMonth() !== +month - 1 || read.getUTCDate() !== +day) return null;
  const time = ((+hour * 60 + +minute) * 60 + +second) * 1000 + Math.trunc(+`0.${fraction}` * 1000);
  const date = `${year}-${month}-${day}`;
  return {
    date,
    utc: midnight + time,
    isMidnight: time === 0,
    offset: offset === undefined ? null : minutesOf(offset),
  };
}

function minutesOf(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = +offset.slice(1, 3) * 60 + +offset.slice(-2);
  return offset.startsWith('-') ? -minutes : minutes;
}

function epochOf(wall: Wall, zone: string): number {
  if (wall.offset !== null) return wall.utc - wall.offset * 60_000;
  if (zone === 'UTC') return wall.utc;
  /* The offset in force a day earlier is tried first: it gives the first of two equal times, and jumps over a gap. */
  const before = offsetAt(wall.utc - DAY, zone);
  const after = offsetAt(wall.utc + DAY, zone);
  if (before === after || offsetAt(wall.utc - before, zone) === before) return wall.utc - before;
  return offsetAt(wall.utc - after, zone) === after ? wall.utc - after : wall.utc - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's wall clock stands ahead of UTC at an instant, in milliseconds. Throws RangeError: no such zone. */
function offsetAt(epoch: number, zone: string): number {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  const whole = Math.floor(epoch / 1000) * 1000;
  const at: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of clock.formatToParts(whole)) at[type] = +value;
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = at;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}
