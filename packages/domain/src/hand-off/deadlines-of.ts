import type { HandOffRoute } from '../routing/hand-off-route.js';
import { addDays } from '../time/add-days.js';
import { addMonths } from '../time/add-months.js';
import { DAY, HOUR, instantText, readInstant, startOfDate } from '../time/instants.js';
import { londonTime } from '../time/london.js';
import type { Nation } from '../time/nation.js';
import { type RuleSet, type RuleSetName, ruleSetOn, ruleSets } from '../time/rule-sets.js';
import { addWorkingDays } from '../time/working-days.js';

/** A day by which the landlord must have done something, for the team that has the case. */
export interface Deadline {
  readonly what: string;
  /** RFC 3339 where the law counts hours, and `YYYY-MM-DD`, the last day, where it counts days. */
  readonly by: string;
  readonly ruleSet: RuleSetName;
  /** What the rule set speaks of, where that is less than its name says. */
  readonly covers: string | null;
  readonly source: string;
  readonly checkedOn: string;
}

/** What the deadlines depend on beside the route and the moment. */
export interface DeadlineSurroundings {
  readonly isEmergency: boolean;
  readonly nation: Nation;
}

/** One step of a rule set: what, and by when. */
type Step = readonly [what: string, by: string];

/**
 * What the law asks of the landlord once this was said, the earliest first: from the moment the resident said it, by the
 * rule sets in force on that day in London and the bank holidays of the nation. Steps that follow another are given at
 * the latest, as if that one took all its time. Deadlines of what is only announced are not among them; empty where no
 * rule set in force speaks of the route. Throws `RangeError` when `toldAt` is not RFC 3339, or where the table of bank
 * holidays ends.
 */
export function deadlinesOf(
  route: HandOffRoute,
  toldAt: string,
  { isEmergency, nation }: DeadlineSurroundings,
  sets: readonly RuleSet[] = ruleSets,
): readonly Deadline[] {
  const told = readInstant(toldAt);
  const { date } = londonTime(told);
  return namesFor(route)
    .flatMap((name) => {
      const set = ruleSetOn(name, date, sets);
      if (set === null || !set.nations.includes(nation)) return [];
      const urgent = isEmergency || route === 'emergency';
      return stepsOf(set, { told, date, nation, isEmergency: urgent }).map(([what, by]) => ({
        what,
        by,
        ruleSet: name,
        covers: set.covers,
        source: set.source,
        checkedOn: set.checkedOn,
      }));
    })
    .toSorted((one, other) => endOf(one.by) - endOf(other.by));
}

function namesFor(route: HandOffRoute): readonly RuleSetName[] {
  switch (route) {
    case 'emergency':
    case 'hazard':
      return ['hazards'];
    case 'complaint_choice':
      return ['complaints'];
    case 'data_rights':
      return ['subject access', 'data protection complaints'];
    case 'information_request':
      return ['information requests'];
    default:
      return [];
  }
}

interface Start {
  readonly told: number;
  /** `YYYY-MM-DD` in London. */
  readonly date: string;
  readonly nation: Nation;
  readonly isEmergency: boolean;
}

function stepsOf(set: RuleSet, start: Start): readonly Step[] {
  switch (set.name) {
    case 'hazards':
      return hazardSteps(set, start);
    case 'complaints':
      return complaintSteps(set, start);
    case 'subject access':
      return [
        ['Answer the request for what we hold about them', addMonths(start.date, figure(set, 'respondMonths'))],
        [
          'Answer it if it is complex, and they were told why',
          addMonths(start.date, figure(set, 'respondMonths') + figure(set, 'extensionIfComplexMonths')),
        ],
      ];
    case 'data protection complaints':
      return [
        [
          'If it is a complaint about their data, say that we have it',
          addDays(start.date, figure(set, 'acknowledgeDays')),
        ],
      ];
    case 'information requests':
      return [['Answer the request', addWorkingDays(start.date, figure(set, 'respondWorkingDays'), start.nation)]];
    case 'notice of possession':
      return [];
  }
}

function hazardSteps(set: RuleSet, { told, date, nation, isEmergency }: Start): readonly Step[] {
  const madeSafeBy = told + figure(set, 'emergencyMakeSafeHours') * HOUR;
  const investigatedBy = isEmergency
    ? londonTime(madeSafeBy).date
    : addWorkingDays(date, figure(set, 'investigateWorkingDays'), nation);
  const after = (name: string): string => addWorkingDays(investigatedBy, figure(set, name), nation);
  const further: readonly Step[] = [
    ['Begin further work, or take steps to, at the latest', after('beginFurtherWorkWorkingDays')],
    ['Be on site for further work, at the latest', addDays(investigatedBy, figure(set, 'startFurtherWorkWeeks') * 7)],
  ];
  const written: Step = ['Send the tenant what was found, at the latest', after('writtenSummaryWorkingDays')];
  return isEmergency
    ? [['Investigate and make safe', instantText(madeSafeBy)], written, ...further]
    : [
        ['Investigate', investigatedBy],
        written,
        ['Make safe, at the latest', after('safetyWorkWorkingDays')],
        ...further,
      ];
}

function complaintSteps(set: RuleSet, { date, nation }: Start): readonly Step[] {
  const acknowledged = addWorkingDays(date, figure(set, 'acknowledgeWorkingDays'), nation);
  return [
    ['Say that we have the complaint, and log it', acknowledged],
    [
      'Answer it at stage one, at the latest',
      addWorkingDays(acknowledged, figure(set, 'stageOneResponseWorkingDays'), nation),
    ],
  ];
}

function figure(set: RuleSet, name: string): number {
  const value = set.values[name];
  if (value === undefined) throw new RangeError(`The rule set "${set.name}" has no figure "${name}".`);
  return value;
}

/** A date is due at its end. */
function endOf(by: string): number {
  const day = startOfDate(by);
  return day === null ? readInstant(by) : day + DAY;
}
