import type { AskFact, DecisionFacts, SurveyFact } from '../facts.js';
import { DAY, readInstant } from '../time/instants.js';
import { type Asked, type Check, clear, fact, stop } from './check.js';
import type { ResolvedLengths } from './settings.js';
import type { FactUsed } from './suppression.js';

/**
 * Asks that count against the household's budget, newest first. One that expired counts too: the resident may have
 * been asked without anyone noting it. One that was withdrawn was never put to them.
 */
function countedAsks(facts: DecisionFacts): readonly AskFact[] {
  return facts.household.asks
    .filter(({ result }) => result !== 'withdrawn')
    .toSorted((one, other) => readInstant(other.askedAt) - readInstant(one.askedAt));
}

/** Row 13: asked by anyone, in any way, and be it by a survey; or about to be surveyed. */
export function askedRecently(facts: DecisionFacts, asked: Asked, { values }: ResolvedLengths): Check {
  const now = readInstant(facts.now);
  const wantsMore = facts.household.preferences.some(
    ({ kind, theme }) => (kind === 'ask-more' || kind === 'work-with-me') && (theme === null || theme === asked.theme),
  );
  const days = wantsMore ? values.betweenAsksIfMoreWanted : values.betweenAsks;
  const surveys = surveysNear(facts.household.surveys, now, values.beforeSurvey);
  const last = latest([...countedAsks(facts).map(({ askedAt }) => askedAt), ...surveys.past]);
  const because: readonly FactUsed[] = [
    fact('household.asks and household.surveys', last === null ? 'none' : `last ${last}`),
    fact('days between asks', days),
    ...surveys.ahead.map((at) => fact('household.surveys', `ahead ${at}`)),
  ];
  const ends = [...surveys.ahead, ...(last === null ? [] : [last])]
    .map((at) => (Number.isNaN(Date.parse(at)) ? null : Date.parse(at) + days * DAY))
    .filter((end) => end === null || end > now);
  if (ends.length === 0) return clear(because);
  const isOn = surveys.ahead.length > 0 || surveys.past.some((at) => now - readInstant(at) < DAY);
  return isOn || last === null
    ? { ...stop(ends, because), words: 'Being surveyed about now' }
    : { ...stop(ends, because), date: last };
}

/** Surveys that were, and those so near, or at a time so unreadable, that nothing may come between. */
function surveysNear(
  surveys: readonly SurveyFact[],
  now: number,
  days: number,
): { readonly past: readonly string[]; readonly ahead: readonly string[] } {
  const all = surveys.map(({ at }) => at);
  return {
    past: all.filter((at) => Date.parse(at) <= now),
    ahead: all.filter(
      (at) => Number.isNaN(Date.parse(at)) || (Date.parse(at) > now && Date.parse(at) - days * DAY <= now),
    ),
  };
}

function latest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>(
    (last, each) => (last === null || readInstant(each) > readInstant(last) ? each : last),
    null,
  );
}

/** Row 14. */
export function budgetUsed(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const period = values.askPeriod * DAY;
  const since = readInstant(facts.now) - period;
  const within = countedAsks(facts).filter(({ askedAt }) => readInstant(askedAt) > since);
  const because = [
    fact(`household.asks in ${values.askPeriod} days`, within.length),
    fact('asks allowed', values.asksInPeriod),
  ];
  if (values.asksInPeriod === 0) return stop([null], because);
  const oldestThatFills = within[values.asksInPeriod - 1];
  return oldestThatFills === undefined
    ? clear(because)
    : stop([readInstant(oldestThatFills.askedAt) + period], because);
}

/** Row 16: two refusals in a row mean a rest, and after it another way than the one that was refused last. */
export function resting(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const [last, before] = countedAsks(facts).filter(({ result }) => result === 'answered' || result === 'not-this-time');
  const because = [fact('household.asks', `last two: ${before?.result ?? 'none'}, ${last?.result ?? 'none'}`)];
  if (last?.result !== 'not-this-time' || before?.result !== 'not-this-time') return clear(because);
  const until = readInstant(last.askedAt) + values.restAfterTwoRefusals * DAY;
  if (until > readInstant(facts.now)) return stop([until], because);
  const { channel } = facts.moment;
  return channel === last.channel
    ? {
        ...stop([null], [...because, fact('moment.channel', channel)]),
        words: "Said 'not this time' twice: try another way",
      }
    : clear([...because, fact('moment.channel', channel)]);
}
