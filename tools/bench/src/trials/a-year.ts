import { dice } from './dice.js';
import { addHappenings } from './year/happenings.js';
import { year } from './year/add-repair.js';
import type { Ask } from './year/facts-at.js';
import type { History } from './year/history.js';
import { judgeYear, type Looked } from './year/judge-year.js';
import { landlordHistories } from './year/landlord-histories.js';
import { replay, type Replay } from './year/replay.js';

const day = 86_400_000;

export interface YearReport {
  readonly seed: number;
  readonly homes: number;
  readonly figures: Readonly<Record<string, string>>;
  /** Code → decisions; most first. */
  readonly whyNots: readonly (readonly [string, number])[];
  readonly looked: readonly Looked[];
}

/** Replays a year of contacts with a landlord's homes through the rules, and judges every question that came of it. */
export function aYear(trial: { readonly homes: number; readonly seed: number }): YearReport {
  const random = dice(trial.seed);
  const histories = landlordHistories(trial.homes, trial.seed);
  for (const history of histories) addHappenings(history, random);
  const started = performance.now();
  const played = replay(histories, random);
  const seconds = (performance.now() - started) / 1_000;
  return {
    seed: trial.seed,
    homes: histories.length,
    figures: figuresOf(histories, played, seconds),
    whyNots: [...played.whyNots].toSorted(([, one], [, other]) => other - one),
    looked: judgeYear(histories, played.asks),
  };
}

/** Whether everything was looked for and nothing found. */
export function isCleanYear({ looked }: YearReport): boolean {
  return looked.every(({ chances, breaches }) => chances > 0 && breaches === 0);
}

/** The report as a page of docs/trials. */
export function toYearPage(report: YearReport): string {
  const { seed, homes, figures, whyNots, looked } = report;
  return [
    '# A year of contacts',
    '',
    `A year of contacts with ${number(homes)} homes, replayed in one go. Homes, people, tenancies, repairs, cases and alerts are those of an invented landlord, read by the connector's own mappings; calls, visits and messages, deaths, complaints, hazards, emergencies, alerts and what residents said about being asked were added by the dice, half of it just after a contact, where a question may be standing. Staff put a question at once, days later or never, and residents answered it or not, by the dice again.`,
    '',
    'What is replayed is the rules alone, with nothing in between: one decision after another in the order of the contacts, each on the facts as known at that moment, by the same functions that the service decides with and looks again with before a question is put. The facts are built in memory from the running history. The database, the queue and work at the same time are not part of this; other trials are for them. The landlord has no rules of its own here, and the shipped settings. Contacts before the household moved in that lives there at the end find nobody.',
    '',
    ...Object.entries(figures).map(([what, figure]) => `- ${what}: ${figure}`),
    `- Again: \`TRIAL_SEED=${seed} npm run trials -- a-year\``,
    '',
    '| Why not | Decisions |',
    '| --- | ---: |',
    ...whyNots.map(([code, count]) => `| ${code} | ${number(count)} |`),
    '',
    'A judge that shares nothing with the rules went over every question, at the moment it was given and at the moment it was put. A question counts from when it was given, unless it was withdrawn before it was put. Chances are contacts at such a time (for the first, households that were asked; for the second, questions that followed on another).',
    '',
    '| Nobody was | Chances | Found |',
    '| --- | ---: | ---: |',
    ...looked.map(({ never, chances, breaches }) => `| ${never} | ${number(chances)} | ${number(breaches)} |`),
    '',
    isCleanYear(report) ? 'No household over budget, none asked when it should not be.' : 'This trial failed.',
    '',
  ].join('\n');
}

function figuresOf(histories: readonly History[], played: Replay, seconds: number): Readonly<Record<string, string>> {
  const { asks, decisions, withdrawals, heard, contacts } = played;
  const of = (result: Ask['result']) => number(asks.filter((ask) => ask.result === result).length);
  const lived = histories.filter(({ tenancyId }) => tenancyId !== null).length;
  const put = asks.filter(({ putAt }) => putAt !== null);
  const byHome = countBy(put.map(({ history }) => history));
  const times = countBy([...byHome.values()]);
  const silent = [...contacts.keys()].filter((history) => history.tenancyId !== null && !heard.has(history)).length;
  const quiet = Math.max(...[...heard.values()].map(longestQuiet));
  return {
    Decisions: `${number(decisions)}, ${number(decisions / seconds)} a second with their facts`,
    Prompts: number(asks.length),
    'Put to somebody': `${number(put.length)} (answered ${of('answered')}, not this time ${of('not-this-time')}, with no note of what came of it ${number(put.filter(({ result }) => result === 'expired').length)})`,
    'Withdrawn when about to be put': `${of('withdrawn')} (${[...withdrawals].map(([code, count]) => `${code} ${number(count)}`).join(', ')})`,
    'Never put, until they expired': number(
      asks.filter(({ result, putAt }) => result === 'expired' && putAt === null).length,
    ),
    'Still standing at the end of the year': of('open'),
    'Homes with a household': `${number(lived)} of ${number(histories.length)}`,
    'Homes reached (asked at least once)': `${number(byHome.size)}, ${share(byHome.size, lived)}`,
    'Homes heard (an answer at least once)': `${number(heard.size)}, ${share(heard.size, lived)}`,
    'Homes by times asked': [...times]
      .toSorted(([one], [other]) => one - other)
      .map(([asked, homes]) => `${asked}: ${number(homes)}`)
      .join(', '),
    'Most asked': `${Math.max(...byHome.values())} times in the year`,
    'Longest quiet': `the whole year, in ${number(silent)} homes with contacts; of a home that was heard, ${quiet} days`,
    'Shortest time between two questions from when they were put, not given': `${leastDaysBetween(put.filter(({ history }) => !wantsMore(history))).toFixed(1)} days; ${leastDaysBetween(put.filter(({ history }) => wantsMore(history))).toFixed(1)} days in homes that asked for more`,
  };
}

/** Days, of the year's 365, in which a home that was heard at these moments said nothing. */
function longestQuiet(moments: readonly number[]): number {
  const marks = [year.from, ...moments, year.until];
  return Math.floor(
    Math.max(...moments.map((at, place) => at - (marks[place] ?? at)), year.until - (moments.at(-1) ?? 0)) / day,
  );
}

function wantsMore({ preferences }: History): boolean {
  return preferences.some(({ kind }) => kind === 'ask-more');
}

function leastDaysBetween(put: readonly Ask[]): number {
  const last = new Map<History, number>();
  let least = Infinity;
  for (const { history, putAt } of put.toSorted((one, other) => (one.putAt ?? 0) - (other.putAt ?? 0))) {
    if (putAt === null) continue;
    least = Math.min(least, (putAt - (last.get(history) ?? -Infinity)) / day);
    last.set(history, putAt);
  }
  return least;
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function number(figure: number): string {
  return figure.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
