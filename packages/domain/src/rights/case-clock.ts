import { addDays } from '../time/add-days.js';
import { addMonths } from '../time/add-months.js';
import { DAY, startOfDate } from '../time/instants.js';
import { ruleSetOn } from '../time/rule-sets.js';

/**
 * By when what somebody asks for of what is held about them is to be answered: a copy, a restriction and an erasure have
 * the same time. Dates `YYYY-MM-DD`. Null for a day on which no rule held; throws `RangeError` for what is no date.
 */
export function caseDue(receivedOn: string): string | null {
  const months = ruleSetOn('subject access', receivedOn)?.values['respondMonths'];
  return months === undefined ? null : addMonths(receivedOn, months);
}

/** The same once the clock goes on: later by the days that it stood still. Throws `RangeError` for what is no date. */
export function dueAfterPause(dueOn: string, pausedOn: string, resumedOn: string): string {
  const stood = ((startOfDate(resumedOn) ?? Number.NaN) - (startOfDate(pausedOn) ?? Number.NaN)) / DAY;
  return addDays(dueOn, Math.max(0, stood));
}
