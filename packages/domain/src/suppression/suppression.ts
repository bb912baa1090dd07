/** `open`: staff see why. `silent`: to staff it is the same as having nothing to ask. */
export type WhyNotForm = 'open' | 'silent';

/** One fact that a check looked at, under its path in `DecisionFacts`. */
export interface FactUsed {
  readonly fact: string;
  readonly value: string | number | boolean | null;
}

export interface TraceStep {
  /** Row of the suppression table; null for checks that are not in it. */
  readonly row: number | null;
  readonly code: string;
  readonly stopped: boolean;
  readonly because: readonly FactUsed[];
}

/** Why there is no prompt. Kept for audit whole; staff see `words` alone, and only where the form is open. */
export interface WhyNot {
  readonly row: number | null;
  readonly code: string;
  readonly form: WhyNotForm;
  /** For staff. Always null where the form is silent. */
  readonly words: string | null;
  /** RFC 3339 instant from which this reason no longer holds; null: until something changes. */
  readonly until: string | null;
}

export interface Suppression {
  /** The first stop in order of evaluation, or null when nothing stops. */
  readonly stop: WhyNot | null;
  readonly trace: readonly TraceStep[];
}

/** What the table of when not to prompt says of one household. */
export interface HouseholdSuppression extends Suppression {
  /**
   * The first stop that staff may know of: all that a screen may say. It is the same whether or not a silent reason
   * stands beside it, so that nobody can tell a silent reason from what is missing.
   */
  readonly openStop: WhyNot | null;
}
