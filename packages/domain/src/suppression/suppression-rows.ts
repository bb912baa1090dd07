import type { AskFact, DecisionFacts, RepairFact } from '../facts.js';
import type { Theme } from '../prompt/theme.js';
import { DAY, HOUR, readInstant } from '../time/instants.js';
import { type Asked, type Check, type CheckFacts, clear, fact, stop } from './check.js';
import type { ResolvedLengths } from './settings.js';
import { isEntryRepair } from './entry-repair.js';
import { alertSignals } from './signals.js';
import type { FactUsed, WhyNotForm } from './suppression.js';
import { alertCauses, caseCauses, type Cause, dateTail, instantTail } from './tails.js';

export interface SuppressionRow {
  readonly row: number;
  readonly code: string;
  readonly order: 'hard-stop' | 'legal' | 'live-distress' | 'budget';
  readonly form: WhyNotForm;
  /** For staff; `{date}` stands for a date in words. Null where the form is silent. */
  readonly words: string | null;
  /** Stops only these themes; null: every theme. */
  readonly themes: readonly Theme[] | null;
  /** Prompts that may be said all the same. */
  readonly allows: readonly string[];
  readonly check: CheckFacts;
}

const everyTheme = { themes: null, allows: [] } as const;

/** When not to ask, in order of evaluation: hard stops, legal, live distress, budget; by row number within each. */
export const suppressionRows: readonly SuppressionRow[] = [
  {
    row: 1,
    code: 'do-not-ask',
    order: 'hard-stop',
    form: 'open',
    words: 'Asked not to be asked',
    ...everyTheme,
    check: ({ household }) => {
      const said = household.preferences.find(({ kind, theme }) => kind === 'do-not-ask' && theme === null);
      return said === undefined
        ? clear([fact('household.preferences', 'no do-not-ask for everything')])
        : stop([null], [fact('household.preferences', `do-not-ask since ${said.since}`)]);
    },
  },
  {
    row: 2,
    code: 'theme-opt-out',
    order: 'hard-stop',
    form: 'open',
    words: 'Asked not to be asked about this',
    ...everyTheme,
    check: ({ household }, asked) => {
      const said = household.preferences.find(
        ({ kind, theme }) => kind === 'do-not-ask' && theme !== null && theme === asked.theme,
      );
      return said === undefined
        ? clear([fact('household.preferences', 'no do-not-ask for this theme'), fact('theme', asked.theme)])
        : stop([null], [fact('household.preferences', `do-not-ask about ${said.theme} since ${said.since}`)]);
    },
  },
  {
    row: 3,
    code: 'safeguarding',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.safeguarding)),
  },
  {
    row: 4,
    code: 'domestic-abuse',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.domesticAbuse)),
  },
  {
    row: 5,
    code: 'cautionary-alert',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.cautionary)),
  },
  {
    row: 24,
    code: 'protected-scheme',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: ({ household }) => {
      const because = [fact('household.scheme', household.scheme)];
      return household.scheme === 'refuge' ? stop([null], because) : clear(because);
    },
  },
  {
    row: 30,
    code: 'source-stale',
    order: 'hard-stop',
    form: 'open',
    words: "Can't check safely",
    ...everyTheme,
    check: ({ now, source }, _asked, { values }) => {
      const because = [fact('source.readAt', source.readAt), fact('source.alertsReadAt', source.alertsReadAt)];
      const isFresh = [source.readAt, source.alertsReadAt].every(
        (readAt) => readAt !== null && readInstant(now) - Date.parse(readAt) <= values.sourceFresh * HOUR,
      );
      return isFresh ? clear(because) : stop([null], because);
    },
  },
  {
    row: 9,
    code: 'possession',
    order: 'legal',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts, _asked, { values }) => {
      const now = readInstant(facts.now);
      const after = values.afterPossession;
      return whileAny('household possession facts', [
        ...dateTail('eviction date', facts.household.evictionDate, after, now),
        ...dateTail('notice served', facts.household.noticeServedDate, values.noticeInForce + after, now),
        ...caseCauses(facts, ['possession'], after),
        ...alertCauses(facts, alertSignals.possession, after),
      ]);
    },
  },
  {
    row: 10,
    code: 'disrepair-claim',
    order: 'legal',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts) =>
      whileAny('household disrepair facts', [
        ...caseCauses(facts, ['disrepair']),
        ...alertCauses(facts, alertSignals.disrepair),
      ]),
  },
  {
    row: 11,
    code: 'complaint-open',
    order: 'legal',
    form: 'open',
    words: 'Complaint open',
    themes: null,
    allows: ['P53'],
    check: (facts, _asked, { values }) =>
      whileAny('household.cases', caseCauses(facts, ['complaint'], values.afterComplaint)),
  },
  {
    row: 12,
    code: 'asb-party',
    order: 'legal',
    form: 'silent',
    words: null,
    themes: ['neighbourhood'],
    allows: [],
    check: (facts) => whileAny('household.cases', caseCauses(facts, ['asb'])),
  },
  {
    row: 19,
    code: 'representative',
    order: 'legal',
    form: 'open',
    words: 'Speak with their representative',
    ...everyTheme,
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.capacity)),
  },
  {
    row: 6,
    code: 'emergency',
    order: 'live-distress',
    form: 'open',
    words: 'Emergency repair: not the moment to ask',
    ...everyTheme,
    check: emergency,
  },
  {
    row: 7,
    code: 'hazard-open',
    order: 'live-distress',
    form: 'open',
    words: 'Hazard open',
    themes: ['home', 'repairs', 'warmth', 'works'],
    allows: [],
    check: hazard,
  },
  {
    row: 8,
    code: 'bereavement',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: (facts, _asked, { values }) => {
      const now = readInstant(facts.now);
      const after = values.afterDeath;
      return whileAny('household bereavement facts', [
        ...dateTail('date of death', facts.household.lastDeathDate, after, now),
        ...dateTail('succession date', facts.household.successionDate, after, now),
        ...caseCauses(facts, ['succession'], after),
      ]);
    },
  },
  {
    row: 26,
    code: 'entry-repair',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    check: entryRepair,
  },
  {
    row: 13,
    code: 'asked-recently',
    order: 'budget',
    form: 'open',
    words: 'Asked on {date}',
    ...everyTheme,
    check: askedRecently,
  },
  {
    row: 14,
    code: 'budget-used',
    order: 'budget',
    form: 'open',
    words: 'Asked as often as we may in a year',
    ...everyTheme,
    check: budgetUsed,
  },
  {
    row: 15,
    code: 'reply-owed',
    order: 'budget',
    form: 'open',
    words: 'We owe a reply',
    themes: null,
    allows: ['P53'],
    check: ({ household }) => {
      const because = [fact('household.repliesOwed', household.repliesOwed)];
      return household.repliesOwed > 0 ? stop([null], because) : clear(because);
    },
  },
  {
    row: 16,
    code: 'resting',
    order: 'budget',
    form: 'open',
    words: "Said 'not this time' twice: resting",
    ...everyTheme,
    check: resting,
  },
];

function whileAny(name: string, causes: readonly Cause[]): Check {
  if (causes.length === 0) return clear([fact(name, 'none that stops')]);
  return stop(
    causes.map(({ until }) => until),
    causes.map(({ what }) => fact(name, what)),
  );
}

function emergency(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const now = readInstant(facts.now);
  const days = values.afterEmergency;
  const others = facts.household.repairs
    .filter(({ isEmergency, phase }) => isEmergency && phase !== 'cancelled' && phase !== 'superseded')
    .flatMap((repair) => repairTail(repair, days, now));
  const { repair, occurredAt } = facts.contact;
  const because: readonly FactUsed[] = [
    fact('contact.repair.isEmergency', repair?.isEmergency ?? null),
    ...others.map(({ what }) => fact('household.repairs', `emergency ${what}`)),
  ];
  if (repair?.isEmergency === true) {
    // However late it is decided, an emergency contact is never the occasion.
    const own = instantTail('this contact', repair.finishedAt ?? occurredAt, days, now);
    return stop([...own, ...others].map(({ until }) => until).concat(own.length === 0 ? [null] : []), because);
  }
  return others.length === 0
    ? clear(because)
    : stop(
        others.map(({ until }) => until),
        because,
      );
}

function hazard(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const now = readInstant(facts.now);
  const days = values.afterHazard;
  const { repair, occurredAt } = facts.contact;
  const own =
    repair?.isHazard === true
      ? instantTail(`repair ${repair.reference}`, repair.finishedAt ?? occurredAt, days, now)
      : [];
  const household = facts.household.repairs
    .filter(({ isHazard }) => isHazard)
    // Nobody in: the hazard is still there.
    .flatMap((each) => (each.phase === 'no-access' ? [standing(each)] : repairTail(each, days, now)));
  return whileAny('household.repairs', [...own, ...household]);
}

function repairTail(repair: RepairFact, days: number, now: number): readonly Cause[] {
  if (!endedPhases.has(repair.phase)) return [standing(repair)];
  // A host that does not say when work ended leaves the day it was raised, the earliest it can have been.
  const ended = repair.endedAt ?? repair.raisedAt;
  return ended === null ? [] : instantTail(`repair ${repair.reference}`, ended, days, now);
}

function standing(repair: RepairFact): Cause {
  return { what: `repair ${repair.reference} ${repair.phase}`, until: null };
}

const endedPhases: ReadonlySet<RepairFact['phase']> = new Set(['completed', 'cancelled', 'no-access', 'superseded']);

function entryRepair(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const { repair, occurredAt } = facts.contact;
  const now = readInstant(facts.now);
  const days = values.afterEntryRepair;
  const own =
    repair !== null && isEntryRepair(repair)
      ? [instantTail('this contact', occurredAt, days, now)[0] ?? { what: 'this contact', until: null }]
      : [];
  const household = facts.household.repairs
    .filter(({ isEntry, phase }) => isEntry && phase !== 'cancelled')
    .flatMap(({ reference, endedAt, raisedAt }) => {
      const last = endedAt ?? raisedAt;
      return last === null ? [] : instantTail(`repair ${reference}`, last, days, now);
    });
  return whileAny('contact.repair and household.repairs', [...own, ...household]);
}

/**
 * Asks that count against the household's budget, newest first. One that expired counts too: the resident may have
 * been asked without anyone noting it. One that was withdrawn was never put to them.
 */
function countedAsks(facts: DecisionFacts): readonly AskFact[] {
  return facts.household.asks
    .filter(({ result }) => result !== 'withdrawn')
    .toSorted((one, other) => readInstant(other.askedAt) - readInstant(one.askedAt));
}

function askedRecently(facts: DecisionFacts, asked: Asked, { values }: ResolvedLengths): Check {
  const last = countedAsks(facts)[0];
  if (last === undefined) return clear([fact('household.asks', 'none')]);
  const wantsMore = facts.household.preferences.some(
    ({ kind, theme }) => kind === 'ask-more' && (theme === null || theme === asked.theme),
  );
  const days = wantsMore ? values.betweenAsksIfMoreWanted : values.betweenAsks;
  const until = readInstant(last.askedAt) + days * DAY;
  const because = [fact('household.asks', `last ${last.askedAt}`), fact('days between asks', days)];
  if (until <= readInstant(facts.now)) return clear(because);
  return { ...stop([until], because), date: last.askedAt };
}

function budgetUsed(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const period = values.askPeriod * DAY;
  const since = readInstant(facts.now) - period;
  const within = countedAsks(facts).filter(({ askedAt }) => readInstant(askedAt) > since);
  const because = [fact(`household.asks in ${values.askPeriod} days`, within.length)];
  const oldestThatFills = within[values.asksInPeriod - 1];
  return oldestThatFills === undefined
    ? clear(because)
    : stop([readInstant(oldestThatFills.askedAt) + period], because);
}

function resting(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const [last, before] = countedAsks(facts).filter(({ result }) => result === 'answered' || result === 'not-this-time');
  const because = [fact('household.asks', `last two: ${before?.result ?? 'none'}, ${last?.result ?? 'none'}`)];
  if (last?.result !== 'not-this-time' || before?.result !== 'not-this-time') return clear(because);
  const until = readInstant(last.askedAt) + values.restAfterTwoRefusals * DAY;
  return until > readInstant(facts.now) ? stop([until], because) : clear(because);
}
