import { addDays } from './add-days.js';
import { DAY, HOUR } from './instants.js';
import { instantInLondon, londonTime } from './london.js';

const MINUTE = 60_000;

/** When data is brought in. Times of day are `HH:MM` as clocks in London show them. */
export interface RunSchedule {
  readonly often:
    { readonly kind: 'every'; readonly minutes: number } | { readonly kind: 'nightly'; readonly at: string };
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
 * The next run after an instant, in milliseconds since 1970. The first run of the day that is for it is full. Where
 * clocks go forward, a time that day does not have counts as the one after.
 */
export function nextRun(schedule: RunSchedule, after: number): PlannedRun {
  const at =
    schedule.often.kind === 'every' ? everyRun(schedule, after, schedule.often.minutes) : nightly(schedule, after);
  const isOnDay = schedule.fullOn !== null && dayOfWeek(at) === schedule.fullOn;
  return { at, isFull: isOnDay && londonTime(after).date !== londonTime(at).date };
}

/** So many runs that are to come, in their order. */
export function nextRuns(schedule: RunSchedule, after: number, count: number): PlannedRun[] {
  const runs: PlannedRun[] = [];
  while (runs.length < count) runs.push(nextRun(schedule, runs.at(-1)?.at ?? after));
  return runs;
}

function everyRun({ notBetween }: RunSchedule, after: number, minutes: number): number {
  const at = after + minutes * MINUTE;
  if (notBetween === null) return at;
  const [from, until] = [minuteOf(notBetween.from), minuteOf(notBetween.until)];
  const now = minuteInLondon(at);
  const isOver = from <= until ? now >= from && now < until : now >= from || now < until;
  if (!isOver) return at;
  const { date } = londonTime(at);
  return instantInLondon(from > until && now >= from ? addDays(date, 1) : date, until * MINUTE);
}

function nightly({ often }: RunSchedule, after: number): number {
  const time = often.kind === 'nightly' ? minuteOf(often.at) * MINUTE : 0;
  const { date } = londonTime(after);
  const today = instantInLondon(date, time);
  return today > after ? today : instantInLondon(addDays(date, 1), time);
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
