import type { DecisionFacts, RepairFact } from '../facts.js';
import type { Theme } from '../prompt/theme.js';
import { readInstant } from '../time/instants.js';
import { ANSWER, type Asked, type Check, clear, fact, stop } from './check.js';
import { isEntryRepair } from './entry-repair.js';
import type { ResolvedLengths } from './settings.js';
import type { FactUsed } from './suppression.js';
import { type Cause, handOffCauses, instantTail, whileAny } from './tails.js';

/** Row 6. */
export function emergency(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
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

/**
 * Row 7: stops what is about the home until the hazard is made safe and for a while after. To come back with an answer
 * is allowed as soon as it is safe, and, whatever it is about, not before.
 */
export function hazard(facts: DecisionFacts, asked: Asked, { values }: ResolvedLengths): Check {
  const isAboutHome = hazardThemes.some((theme) => theme === asked.theme);
  const isAnswer = asked.promptCode === ANSWER;
  if (!isAboutHome && !isAnswer) return clear([fact('theme', asked.theme)]);
  const now = readInstant(facts.now);
  const { repair, occurredAt } = facts.contact;
  const own =
    repair?.isHazard === true
      ? instantTail(`repair ${repair.reference}`, repair.finishedAt ?? occurredAt, values.afterHazard, now)
      : [];
  const household = facts.household.repairs
    .filter(({ isHazard }) => isHazard)
    // Nobody in: the hazard is still there.
    .flatMap((each) => (each.phase === 'no-access' ? [standing(each)] : repairTail(each, values.afterHazard, now)));
  const passedOn = handOffCauses(facts, ['hazard', 'emergency'], values.afterHazard);
  const causes = [...own, ...household, ...passedOn];
  return whileAny(
    'household.repairs and household.handOffs',
    isAnswer ? causes.filter(({ until }) => until === null) : causes,
  );
}

/** What is about the home itself, and waits while a hazard is open. */
export const hazardThemes: readonly Theme[] = ['home', 'repairs', 'warmth', 'works'];

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

/** Row 26. */
export function entryRepair(facts: DecisionFacts, _asked: Asked, { values }: ResolvedLengths): Check {
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
