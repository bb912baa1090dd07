import type { Lane } from '../store/rows.js';

const second = 1000;
/** What may hurt somebody is tried this often, however often it did not get through. */
export const hazardEvery = 30 * second;
/** A hazard that waited this long is better rung in. */
export const ringAfter = 15 * 60 * second;
const longest = 300 * second;
/** Whatever a service asks for, or a clock that was moved claims: an hour is the longest that anything waits. */
const hour = 60 * 60 * second;

/**
 * How long to wait before the next try: min(2^n, 300) seconds and up to a fifth less, so that vans in one yard do not
 * all call at once.
 * @param attempts How often it was tried in vain, from 1.
 * @param chance 0 to 1.
 * @returns Milliseconds.
 */
export function waitAfter(attempts: number, chance: number, lane: Lane = 'plain'): number {
  const most = Math.min(2 ** attempts * second, lane === 'hazard' ? hazardEvery : longest);
  return Math.round(most * (1 - chance / 5));
}

/**
 * What a Retry-After header asks for.
 * @param header Seconds, or an HTTP date, which is read against the service's own Date header.
 * @returns Milliseconds, at most an hour; undefined where it says nothing that can be read.
 */
export function retryAfter(header: string | null, date: string | null): number | undefined {
  if (header === null) return undefined;
  const asked = /^\d+$/.test(header.trim()) ? Number(header) * second : Date.parse(header) - Date.parse(date ?? '');
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), hour);
}

/** Whether its time has come. A time more than an hour ahead was written by a clock that has been put right since. */
export function isDue(nextAt: number, now: number): boolean {
  return nextAt <= now || nextAt - now > hour;
}

/** Hazards first, then the oldest. UUIDv7 sorts by age. */
export function firstToSend<Row extends { readonly id: string; readonly lane: Lane }>(
  rows: readonly Row[],
): Row | undefined {
  return [...rows].sort(byUrgency)[0];
}

/** For sorting: hazards first, then the oldest. */
export function byUrgency(one: { id: string; lane: Lane }, other: { id: string; lane: Lane }): number {
  if (one.lane !== other.lane) return one.lane === 'hazard' ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
