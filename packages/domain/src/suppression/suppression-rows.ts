import type { Theme } from '../prompt/theme.js';
import { HOUR, readInstant } from '../time/instants.js';
import { askedRecently, budgetUsed, resting } from './ask-checks.js';
import { ANSWER, type CheckFacts, clear, fact, stop } from './check.js';
import {
  interpreter,
  quietHours,
  representative,
  staffConcerned,
  staffDone,
  tapped,
  unsettled,
} from './moment-checks.js';
import { doNotAsk, themeOptOut } from './preference-checks.js';
import { emergency, entryRepair, hazard } from './repair-checks.js';
import { alertSignals } from './signals.js';
import type { WhyNotForm } from './suppression.js';
import { alertCauses, caseCauses, dateTail, handOffCauses, markerCauses, whileAny } from './tails.js';

export interface SuppressionRow {
  readonly row: number;
  readonly code: string;
  readonly order: 'hard-stop' | 'legal' | 'live-distress' | 'budget' | 'relevance';
  readonly form: WhyNotForm;
  /** For staff; `{date}` stands for a date in words. Null where the form is silent. */
  readonly words: string | null;
  /** Stops only these themes; null: every theme. */
  readonly themes: readonly Theme[] | null;
  /** Prompts that may be said all the same. */
  readonly allows: readonly string[];
  /**
   * What it stops: asking this household at all, at this contact, or by this member of staff; or it only holds a
   * message back until it is day.
   */
  readonly stops: 'household' | 'contact' | 'staff' | 'message';
  readonly check: CheckFacts;
}

const everyTheme = { themes: null, allows: [] } as const;
/** To bring an answer is no ask: it neither uses up a budget nor waits for one. */
const everyAsk = { themes: null, allows: [ANSWER] } as const;

/** When not to ask, in order of evaluation: hard stops, legal, live distress, budget, relevance; by row number within each. */
export const suppressionRows: readonly SuppressionRow[] = [
  {
    row: 1,
    code: 'do-not-ask',
    order: 'hard-stop',
    form: 'open',
    words: 'Asked not to be asked',
    ...everyTheme,
    stops: 'household',
    check: doNotAsk,
  },
  {
    row: 2,
    code: 'theme-opt-out',
    order: 'hard-stop',
    form: 'open',
    words: 'Asked not to be asked about this',
    ...everyTheme,
    stops: 'household',
    check: themeOptOut,
  },
  {
    row: 3,
    code: 'safeguarding',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.safeguarding)),
  },
  {
    // Asked for by those who look after a household. Neither the code nor the trace says by whom, or why.
    row: 3,
    code: 'quiet',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: (facts) => whileAny('household.markers', markerCauses(facts, ['quiet'])),
  },
  {
    row: 4,
    code: 'domestic-abuse',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.domesticAbuse)),
  },
  {
    row: 5,
    code: 'cautionary-alert',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: (facts) => whileAny('household.alerts', alertCauses(facts, alertSignals.cautionary)),
  },
  {
    row: 24,
    code: 'protected-scheme',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
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
    stops: 'household',
    check: ({ now, source }, _asked, { values }) => {
      const because = [fact('source.readAt', source.readAt), fact('source.alertsReadAt', source.alertsReadAt)];
      const isFresh = [source.readAt, source.alertsReadAt].every(
        (readAt) => readAt !== null && readInstant(now) - Date.parse(readAt) <= values.sourceFresh * HOUR,
      );
      return isFresh ? clear(because) : stop([null], because);
    },
  },
  {
    row: 31,
    code: 'staff-concerned',
    order: 'hard-stop',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'staff',
    check: staffConcerned,
  },
  {
    row: 9,
    code: 'possession',
    order: 'legal',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
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
    stops: 'household',
    check: (facts) =>
      whileAny('household disrepair facts', [
        ...caseCauses(facts, ['disrepair']),
        ...handOffCauses(facts, ['legal']),
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
    allows: [ANSWER],
    stops: 'household',
    check: (facts, _asked, { values }) =>
      whileAny('household.cases and household.handOffs', [
        ...caseCauses(facts, ['complaint'], values.afterComplaint),
        ...handOffCauses(facts, ['complaint_choice'], values.afterComplaint),
      ]),
  },
  {
    row: 12,
    code: 'asb-party',
    order: 'legal',
    form: 'silent',
    words: null,
    themes: ['neighbourhood'],
    allows: [],
    stops: 'household',
    check: (facts) =>
      whileAny('household.cases and household.handOffs', [
        ...caseCauses(facts, ['asb']),
        ...handOffCauses(facts, ['asb']),
      ]),
  },
  {
    row: 18,
    code: 'breathing-space',
    order: 'legal',
    form: 'silent',
    words: null,
    themes: ['money'],
    allows: [],
    stops: 'household',
    check: (facts) => whileAny('household.markers', markerCauses(facts, ['breathing-space', 'insolvency'])),
  },
  {
    row: 19,
    code: 'representative',
    order: 'legal',
    form: 'open',
    words: 'Speak with their representative',
    ...everyTheme,
    stops: 'household',
    check: representative,
  },
  {
    row: 20,
    code: 'interpreter',
    order: 'legal',
    form: 'open',
    words: 'Needs interpreter',
    ...everyTheme,
    stops: 'household',
    check: interpreter,
  },
  {
    row: 6,
    code: 'emergency',
    order: 'live-distress',
    form: 'open',
    words: 'Emergency repair: not the moment to ask',
    ...everyTheme,
    stops: 'household',
    check: emergency,
  },
  {
    row: 7,
    code: 'hazard-open',
    order: 'live-distress',
    form: 'open',
    words: 'Hazard open',
    ...everyTheme,
    stops: 'household',
    check: hazard,
  },
  {
    row: 8,
    code: 'bereavement',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
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
    row: 17,
    code: 'crisis',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: (facts) =>
      whileAny('household.markers', markerCauses(facts, ['crisis', 'hospital', 'mental-health-crisis'])),
  },
  {
    row: 21,
    code: 'not-now',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'contact',
    check: tapped('only-minor-present'),
  },
  {
    row: 22,
    code: 'not-now',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'contact',
    check: tapped('not-the-moment'),
  },
  {
    row: 23,
    code: 'not-now',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'contact',
    check: tapped('staff-not-comfortable'),
  },
  {
    row: 26,
    code: 'entry-repair',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: entryRepair,
  },
  {
    row: 27,
    code: 'unsettled',
    order: 'live-distress',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'household',
    check: unsettled,
  },
  {
    row: 13,
    code: 'asked-recently',
    order: 'budget',
    form: 'open',
    words: 'Asked on {date}',
    ...everyAsk,
    stops: 'household',
    check: askedRecently,
  },
  {
    row: 14,
    code: 'budget-used',
    order: 'budget',
    form: 'open',
    words: 'Asked as often as we may in a year',
    ...everyAsk,
    stops: 'household',
    check: budgetUsed,
  },
  {
    row: 15,
    code: 'reply-owed',
    order: 'budget',
    form: 'open',
    words: 'We owe a reply',
    themes: null,
    allows: [ANSWER],
    stops: 'household',
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
    ...everyAsk,
    stops: 'household',
    check: resting,
  },
  {
    row: 29,
    code: 'staff-done',
    order: 'budget',
    form: 'open',
    words: "That's enough for today",
    ...everyAsk,
    stops: 'staff',
    check: staffDone,
  },
  {
    row: 25,
    code: 'not-the-household',
    order: 'relevance',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'contact',
    check: tapped('not-the-household'),
  },
  {
    row: 28,
    code: 'quiet-hours',
    order: 'relevance',
    form: 'silent',
    words: null,
    ...everyTheme,
    stops: 'message',
    check: quietHours,
  },
];
