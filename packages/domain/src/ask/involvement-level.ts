import { addDays } from '../time/add-days.js';
import type { HowDecided } from '../rule/rule.js';
import type { AskFacts } from './ask.js';

/** From least to most say for residents. */
export const levels: readonly HowDecided[] = ['landlord', 'landlord-after-asking', 'together', 'residents'];

/** Something that keeps an ask from a higher level, and the level that it leaves. */
export interface LevelCap {
  readonly code:
    | 'nothing-open'
    | 'decided-before-asked'
    | 'decision-day-passed'
    | 'nobody-heard'
    | 'options-not-shared'
    | 'options-without-costs'
    | 'landlord-decided'
    | 'answers-owed';
  readonly atMost: HowDecided;
}

export interface InvolvementLevel {
  /** What staff and residents are both shown: never above what is claimed, never above what the evidence bears. */
  readonly level: HowDecided;
  readonly claimed: HowDecided;
  /** Why it is not more. Empty where nothing stands in the way of the claim. */
  readonly caps: readonly LevelCap[];
}

/** Days after a decision within which everybody who spoke hears what came of it, before the level falls. */
export const daysToAnswer = 28;

/**
 * How much say residents had, by the evidence: the dates, who decided, what was shared and what came back. Sherry
 * Arnstein's ladder (1969) in four rungs; seed rows 56, 81, 158 and 172. `today` is `YYYY-MM-DD` in London.
 */
export function involvementLevel(ask: AskFacts, today: string): InvolvementLevel {
  const caps = [...capsOf(ask, today)];
  const level = caps.map(({ atMost }) => atMost).reduce(lower, ask.claimed);
  return { level, claimed: ask.claimed, caps: caps.filter(({ atMost }) => isBelow(atMost, ask.claimed)) };
}

function* capsOf(ask: AskFacts, today: string): Generator<LevelCap> {
  const { decision, openedOn, decisionOn } = ask;
  if (ask.stillOpen.length === 0) yield { code: 'nothing-open', atMost: 'landlord' };
  const settledOn = decision?.decidedOn ?? decisionOn;
  if (settledOn < (openedOn ?? today)) yield { code: 'decided-before-asked', atMost: 'landlord' };
  else if (decision === null && decisionOn < today) yield { code: 'decision-day-passed', atMost: 'landlord' };
  if (decision === null) return;
  if (ask.heard === 0) yield { code: 'nobody-heard', atMost: 'landlord' };
  if (ask.optionsSharedOn === null || ask.optionsSharedOn > decision.decidedOn)
    yield { code: 'options-not-shared', atMost: 'landlord-after-asking' };
  else if (ask.optionsHaveCosts === false) yield { code: 'options-without-costs', atMost: 'landlord-after-asking' };
  if (decision.decidedBy === 'landlord' || decision.decidedBy === 'regulator')
    yield { code: 'landlord-decided', atMost: 'landlord-after-asking' };
  else if (decision.decidedBy === 'jointly') yield { code: 'landlord-decided', atMost: 'together' };
  if (ask.owed > 0 && addDays(decision.decidedOn, daysToAnswer) < today)
    yield { code: 'answers-owed', atMost: 'landlord-after-asking' };
}

/** Whether `a` leaves residents less say than `b`. */
export function isBelow(a: HowDecided, b: HowDecided): boolean {
  return levels.indexOf(a) < levels.indexOf(b);
}

function lower(a: HowDecided, b: HowDecided): HowDecided {
  return isBelow(a, b) ? a : b;
}
