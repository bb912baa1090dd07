import { DAY, readInstant } from '../time/instants.js';
import type { Involvement, RecompenseEntry } from './involvement.js';

/** From when on someone must look. Our own defaults, not law. */
export const recompenseLimits = {
  /** Involvements without an offer, within so many days up to the latest of them. */
  unpaid: { involvements: 3, days: 365 },
  /** Involvements of one person, or their minutes, within so many days. */
  heavyLoad: { involvements: 6, minutes: 600, days: 90 },
  /** Times the weekly average before a change, and at least so many more a week; looked at from so many weeks on. */
  unusualRise: { times: 2, morePerWeek: 5, weeksBefore: 4, weeksAfter: 1 },
} as const;

/**
 * Whether one person gave their time for the third time without being offered anything. Having costs paid back is no
 * offer, and turning one down is. Throws `RangeError` when an instant cannot be read.
 */
export function isUnpaidAgain(involvements: readonly Involvement[], entries: readonly RecompenseEntry[]): boolean {
  const offered = new Set(entries.filter(({ line }) => line === 'thank-you').map(({ involvementId }) => involvementId));
  const unpaid = involvements.filter(({ id }) => !offered.has(id)).map(({ happenedAt }) => readInstant(happenedAt));
  const { involvements: most, days } = recompenseLimits.unpaid;
  const since = Math.max(...involvements.map(({ happenedAt }) => readInstant(happenedAt))) - days * DAY;
  return unpaid.filter((at) => at > since).length >= most;
}

/** How many came forward a week, the oldest first, before a change of what is offered and since. */
export interface WeeklyCounts {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Whether so many more come forward since a change that it may be the reward that draws them. */
export function isUnusualRise({ before, after }: WeeklyCounts): boolean {
  const { times, morePerWeek, weeksBefore, weeksAfter } = recompenseLimits.unusualRise;
  if (before.length < weeksBefore || after.length < weeksAfter) return false;
  const [was, is] = [mean(before), mean(after)];
  return is >= was * times && is - was >= morePerWeek;
}

function mean(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0) / counts.length;
}

/** How much one person gave lately. */
export interface Load {
  readonly involvements: number;
  readonly minutes: number;
  /** So much that someone should ask how they are with it. */
  readonly needsCheckIn: boolean;
}

/** What one person gave in the time that counts, up to `now`, RFC 3339. Throws `RangeError` when an instant cannot be read. */
export function loadOf(involvements: readonly Involvement[], now: string): Load {
  const { involvements: most, minutes: longest, days } = recompenseLimits.heavyLoad;
  const end = readInstant(now);
  const lately = involvements.filter(({ happenedAt }) => {
    const at = readInstant(happenedAt);
    return at > end - days * DAY && at <= end;
  });
  const minutes = lately.reduce((total, each) => total + each.minutes, 0);
  return { involvements: lately.length, minutes, needsCheckIn: lately.length >= most || minutes >= longest };
}
