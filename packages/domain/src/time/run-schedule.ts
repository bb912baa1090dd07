import { addDays } from './add-days.js';
import { DAY, HOUR } from './instants.js';
import { instantInLondon, londonTime } from './london.js';

const MINUTE = 60_000;

/** When data is brought in. Times of day are `HH:MM` as clocks in London show them. */
export interface RunSchedule {
  readonly often:
    | { readonly kind: 'every'; readonly minutes: number }
    | { readonly kind: 'nightly'; readonly at: string };
  /** The day of the week on which everything is read from its start, 0 for Sunday; null: never by itself. */
  readonly fullOn: number | null;
  /** Hours in which no run begins, over midnight where `until` comes before `from`; null: none. */
  readonly notBetween: { readonly from: string; readonly until: string } | null;
}

/** A run that is to come. */
export interface PlannedRun {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isFull: boolean;
}

/**
 * The next run after an instant, in milliseconds since 1970: always later than it, and never in the hours in which none
 * begins. It is full on the day for that, unless `lastFullAt` (null: never) was on that day already. Where clocks go
 * forward, a time that day does not have counts as the one after.
 */
export function nextRun(schedule: RunSchedule, after: number, lastFullAt: number | null): PlannedRun {
  const { often } = schedule;
  const at = outOfHours(schedule, often.kind === 'every' ? after + often.minutes * MINUTE : nightly(often.at, after));
  const isOnDay = schedule.fullOn !== null && dayOfWeek(at) === schedule.fullOn;
  const isDone = lastFullAt !== null && londonTime(lastFullAt).date === londonTime(at).date;
  return { at, isFull: isOnDay && !isDone };
}

/** So many runs that are to come, in their order. */
export function nextRuns(schedule: RunSchedule, after: number, lastFullAt: number | null, count: number): PlannedRun[] {
  const runs: PlannedRun[] = [];
  while (runs.length < count) {
    const lastFull = runs.findLast(({ isFull }) => isFull)?.at ?? lastFullAt;
    runs.push(nextRun(schedule, runs.at(-1)?.at ?? after, lastFull));
  }
  return runs;
}

/** The instant itself, or the end of the hours in which no run begins where it is in them. */
export function outOfHours({ notBetween }: Pick<RunSchedule, 'notBetween'>, at: number): number {
  if (notBetween === null) return at;
  const [from, until] = [minuteOf(notBetween.from), minuteOf(notBetween.until)];
  const now = minuteInLondon(at);
  const isOver = from <= until ? now >= from && now < until : now >= from || now < until;
  if (!isOver) return at;
  const { date } = londonTime(at);
  const end = instantInLondon(from > until && now >= from ? addDays(date, 1) : date, until * MINUTE);
  // In autumn the hour that comes twice may end before it begins again.
  return end > at ? end : at + HOUR;
}

function nightly(time: string, after: number): number {
  const timeOfDay = minuteOf(time) * MINUTE;
  const { date } = londonTime(after);
  const today = instantInLondon(date, timeOfDay);
  return today > after ? today : instantInLondon(addDays(date, 1), timeOfDay);
}

/** 0 for Sunday. */
function dayOfWeek(instant: number): number {
  return new Date(`${londonTime(instant).date}T12:00:00Z`).getUTCDay();
}

/** Minutes since midnight that clocks in London show. */
function minuteInLondon(instant: number): number {
  return londonTime(instant).hour * 60 + Math.floor((instant % HOUR) / MINUTE);
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  const minute = (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
  if (!(minute >= 0 && minute * MINUTE < DAY)) throw new RangeError('A time of day must be HH:MM.');
  return minute;
}
