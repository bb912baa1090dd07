import type { DecisionFacts, Need, Support, Tap } from '../facts.js';
import { nextLondonDay } from '../time/london.js';
import { endOfQuiet, inQuietHours } from '../time/quiet-hours.js';
import { readInstant } from '../time/instants.js';
import { type Asked, type Check, clear, fact, stop } from './check.js';
import type { ResolvedLengths } from './settings.js';
import { alertSignals } from './signals.js';
import { alertCauses, type Cause, dateTail, markerCauses, whileAny } from './tails.js';

/** Row 19: only with the one who speaks for them. */
export function representative(facts: DecisionFacts): Check {
  const causes: readonly Cause[] = [
    ...alertCauses(facts, alertSignals.capacity),
    ...needCauses(facts, ['representative']),
  ];
  return isPresent(facts, 'representative')
    ? clear([fact('moment.supportPresent', 'representative')])
    : whileAny('household.alerts and household.needs', causes);
}

/** Row 20: not without the interpreter they need. A letter goes out in their language instead. */
export function interpreter(facts: DecisionFacts): Check {
  if (facts.moment.channel === 'letter') return clear([fact('moment.channel', 'letter')]);
  const languages = [...alertCauses(facts, alertSignals.interpreter), ...needCauses(facts, ['interpreter'])];
  return whileAny('household.alerts and household.needs', [
    ...(isPresent(facts, 'interpreter') ? [] : languages),
    ...(isPresent(facts, 'sign-language') ? [] : needCauses(facts, ['sign-language'])),
  ]);
}

function needCauses({ household }: DecisionFacts, needs: readonly Need[]): readonly Cause[] {
  return household.needs.filter((need) => needs.includes(need)).map((need) => ({ what: need, until: null }));
}

function isPresent({ moment }: DecisionFacts, support: Support): boolean {
  return moment.supportPresent.includes(support);
}

/** Rows 21, 22, 23, 25. What was tapped is told to nobody and kept nowhere: the trace says that it is not the moment. */
export function tapped(tap: Tap): (facts: DecisionFacts) => Check {
  return ({ moment }) =>
    moment.taps.includes(tap) ? stop([null], [fact('moment', 'not now')]) : clear([fact('moment', 'nothing tapped')]);
}

/**
 * Row 27: the first two days in a home or after a disaster, and as long as they live elsewhere. The hour is not known,
 * so the two days are counted from the end of the first. The sign-up itself is the one talk that belongs to moving.
 */
export function unsettled(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const { contact, household } = facts;
  const now = readInstant(facts.now);
  const days = values.afterMove + 1;
  const move = dateTail('moved in', household.movedInOn ?? household.tenancyStartDate, days, now);
  return whileAny('household move, disaster and decant facts', [
    ...(contact.typeCode === 'TEN-SGN' ? [] : move),
    ...dateTail('disaster', household.disasterOn, days, now),
    ...markerCauses(facts, ['decant']),
  ]);
}

/** Row 28: a message waits for the day; whoever stands at the door or rings does so in working hours anyway. */
export function quietHours(facts: DecisionFacts, _asked: Asked, { nation, values }: ResolvedLengths): Check {
  const { channel, at } = facts.moment;
  const because = [fact('moment.channel', channel), fact('moment.at', at), fact('now', facts.now)];
  // A letter does not ring; a message that is only decided on is not sent yet.
  if (channel !== 'message' || at === 'decision') return clear(because);
  const quiet = { nation, from: values.quietFrom, until: values.quietUntil };
  return inQuietHours(facts.now, quiet) ? stop([endOfQuiet(facts.now, quiet)], because) : clear(because);
}

/** Row 29. */
export function staffDone(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
  const { staff } = facts.moment;
  const because = [
    fact('moment.staff.askedToday', staff?.askedToday ?? null),
    fact('asks a day for staff', values.staffAsksInDay),
  ];
  return staff !== null && staff.askedToday >= values.staffAsksInDay
    ? stop([nextLondonDay(readInstant(facts.now))], because)
    : clear(because);
}

/** Row 31. Who is about to be shown a prompt without our knowing who they are might be the one concerned. */
export function staffConcerned({ moment }: DecisionFacts): Check {
  const because = [fact('moment.staff.isConcernedByOpenConcern', moment.staff?.isConcernedByOpenConcern ?? null)];
  const isUnknown = moment.staff === null && moment.at === 'display';
  return isUnknown || moment.staff?.isConcernedByOpenConcern === true ? stop([null], because) : clear(because);
}
