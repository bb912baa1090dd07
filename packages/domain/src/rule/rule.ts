import type { PlaceFacts, PromptKind } from '../facts.js';
import type { Theme } from '../prompt/theme.js';

/** What a fact of the catalogue can be. Lists hold codes or words. */
export type FactValue = string | number | boolean | null | readonly string[];

/**
 * One fact against one value. A fact that is null holds in no comparison but `ne` and `exists: false`. `lt` to `gte`
 * compare numbers, or dates with a `YYYY-MM-DD`. Days since are whole, and a day ahead of now has none.
 */
export type Comparison =
  | { readonly fact: string; readonly op: 'eq' | 'ne'; readonly value: string | number | boolean }
  | { readonly fact: string; readonly op: 'in'; readonly value: readonly string[] }
  | { readonly fact: string; readonly op: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: string | number }
  | { readonly fact: string; readonly op: 'exists'; readonly value: boolean }
  | { readonly fact: string; readonly op: 'daysSinceLt' | 'daysSinceGt'; readonly value: number }
  | { readonly fact: string; readonly op: 'contains'; readonly value: string };

export type ComparisonOperator = Comparison['op'];

/** `all` and `any` hold one condition at least; nested eight deep at most. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

/** From wide to narrow: the places that `PlaceFacts` knows of a home. */
export type PlaceLevel = Exclude<keyof PlaceFacts, 'around'>;

export interface RulePlace {
  readonly level: PlaceLevel;
  /** The landlord's own. */
  readonly code: string;
  /** As people say it, e.g. `Elm Court`. */
  readonly name: string;
}

/** A prompt that stands in the rule itself. Why we ask is the rule's own `why`. */
export interface RuleText {
  readonly title: string;
  readonly say: string;
  readonly probe: string;
  readonly theme: Theme;
  /** Asks for strengths, hopes or offers rather than for what is wrong. */
  readonly strength: boolean;
}

export type RuleKind = Extract<PromptKind, 'ask' | 'invite'>;

export type RuleAsk =
  | { readonly kind: RuleKind; readonly promptCodes: readonly string[] }
  | { readonly kind: RuleKind; readonly text: RuleText };

/** Who decides, from most to least say for residents. */
export type HowDecided = 'residents' | 'together' | 'landlord-after-asking' | 'landlord';

/** Why something cannot change any more. */
export type FixedBecause = 'law' | 'safety' | 'money' | 'contract' | 'choice';

export interface FixedPoint {
  readonly what: string;
  readonly because: FixedBecause;
}

export interface RuleLimits {
  /** A home is asked once in so many days. */
  readonly onceInDays: number;
  /** Asks of one home in a year. */
  readonly timesAYear: number;
  /** Asks by one member of staff in a day. */
  readonly perStaffADay: number;
}

/**
 * A rule: one sentence with parts. What `checkRule` returns is one; nothing else may be compiled. Limits come on top of
 * the reasons not to ask, which no rule can take away.
 */
export interface Rule {
  /** Lower case, words joined by hyphens; the same through all its versions. */
  readonly code: string;
  readonly name: string;
  /** Contact type codes. */
  readonly when: readonly string[];
  readonly where: 'everywhere' | readonly RulePlace[];
  /** Null: whoever lives there. */
  readonly who: Condition | null;
  readonly ask: RuleAsk;
  readonly howDecided: HowDecided;
  /** Nothing they say can change the decision, and the prompt says so. */
  readonly forInformation: boolean;
  readonly alreadyDecided: 'nothing yet' | readonly FixedPoint[];
  readonly stillOpen: readonly string[];
  readonly atMost: RuleLimits;
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string;
  /** Who answers for what becomes of the answers. */
  readonly owner: string;
  /** Why we ask, as it is read out. */
  readonly why: string;
  /** `YYYY-MM-DD`, when it is decided. */
  readonly decisionDate: string;
}

/** The part of the sentence to mend, and what to write there. */
export interface RuleProblem {
  /** A part of `Rule`, or `rule` for the whole. */
  readonly part: string;
  readonly message: string;
}

export type RuleCheck =
  | { readonly rule: Rule; readonly problems: readonly [] }
  | { readonly rule: null; readonly problems: readonly RuleProblem[] };

/** One fact that a rule looked at. */
export interface RuleTraceStep {
  /** In words, e.g. `we have never heard from the home`. */
  readonly condition: string;
  readonly fact: string;
  readonly value: FactValue;
  readonly source: FactSource;
  readonly held: boolean;
}

/** Whose word a fact is. */
export type FactSource = 'host' | 'doorstep';

export interface RuleEvaluation {
  readonly matches: boolean;
  /** Every fact of the rule, in the order of its sentence, whether or not an earlier one had settled it. */
  readonly trace: readonly RuleTraceStep[];
}
