import type { FixedPoint, HowDecided } from '../rule/rule.js';

/** How much weighs on what is asked. The more, the more of those it concerns must be heard before it is decided. */
export type Stakes = 'light' | 'policy' | 'contract' | 'rent';

/** What is asked of a known group, as far as rules look at it. Days are `YYYY-MM-DD` in London. */
export interface AskFacts {
  /** The level its owner claims. */
  readonly claimed: HowDecided;
  readonly alreadyDecided: readonly FixedPoint[];
  readonly stillOpen: readonly string[];
  readonly stakes: Stakes;
  /** Null: not opened yet. */
  readonly openedOn: string | null;
  /** The day on which it is decided. */
  readonly decisionOn: string;
  /** Whether each option that was shared says what it costs; null: no options were shared. */
  readonly optionsHaveCosts: boolean | null;
  /** The day on which the options were shared with everybody in scope; null: they were not. */
  readonly optionsSharedOn: string | null;
  /** Households heard by the day of the decision, or by now. */
  readonly heard: number;
  readonly decision: AskDecision | null;
  /** Voices of the ask that are owed an answer still. */
  readonly owed: number;
}

/** What was decided, and who did. */
export interface AskDecision {
  readonly decidedOn: string;
  readonly decidedBy: 'residents' | 'jointly' | 'landlord' | 'regulator';
}
