import type { DecisionFacts } from '../facts.js';
import { DAY, readInstant } from '../time/instants.js';
import { daysWords } from './condition-words.js';
import type { Rule, RuleTraceStep } from './rule.js';

const YEAR = 365 * DAY;

/**
 * How a rule's own "at most" stands at this contact, one step a limit: `held` while one more ask keeps within it. Every
 * ask of the home counts, whoever or whatever it came from. Throws `RangeError` when an instant cannot be read.
 */
export function ruleLimits({ atMost }: Rule, { household, moment, now }: DecisionFacts): readonly RuleTraceStep[] {
  const at = readInstant(now);
  const asked = household.asks.map(({ askedAt }) => readInstant(askedAt));
  const within = (length: number): number => asked.filter((each) => at - each < length).length;
  const { onceInDays, timesAYear, perStaffADay } = atMost;
  const inDays = within(onceInDays * DAY);
  const inYear = within(YEAR);
  const today = moment.staff?.askedToday ?? null;
  return [
    {
      condition: `the home was not asked in the last ${daysWords(onceInDays)}`,
      fact: 'household.asks',
      value: inDays,
      source: 'doorstep',
      held: inDays === 0,
    },
    {
      condition: `the home was asked fewer than ${timesAYear} times in the last year`,
      fact: 'household.asks',
      value: inYear,
      source: 'doorstep',
      held: inYear < timesAYear,
    },
    {
      condition: `the member of staff asked fewer than ${perStaffADay} times today`,
      fact: 'moment.staff.askedToday',
      value: today,
      source: 'doorstep',
      held: today === null || today < perStaffADay,
    },
  ];
}
