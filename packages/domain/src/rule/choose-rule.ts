import type { DecisionFacts } from '../facts.js';
import { type CompiledRule, isAmong } from './compile-rule.js';
import type { HomePlace, PlaceLevel, RuleEvaluation, RuleKind } from './rule.js';

/** One rule that was looked at, and what it saw. */
export interface RuleConsidered {
  readonly code: string;
  readonly version: number;
  readonly evaluation: RuleEvaluation;
}

export interface RuleChoice {
  /** The rule that gives the prompts of each kind; null: none holds, and the library is free to. */
  readonly chosen: Readonly<Record<RuleKind, CompiledRule | null>>;
  /** In the order given. */
  readonly considered: readonly RuleConsidered[];
}

const narrowness: Readonly<Record<PlaceLevel, number>> = { patch: 1, scheme: 2, place: 3 };

/**
 * Which of the rules that are switched on gives the prompts at this contact. Of those that hold, the one for the
 * narrower place overrides the wider; between equals, the higher version, then the code that comes first. The order
 * of `rules` changes nothing but that of `considered`. Never throws.
 */
export function chooseRule(
  rules: readonly CompiledRule[],
  facts: DecisionFacts,
  places: readonly HomePlace[],
): RuleChoice {
  const evaluated = rules.map((each) => ({ each, evaluation: each.evaluate(facts, places) }));
  const held = evaluated.filter(({ evaluation }) => evaluation.matches).map(({ each }) => each);
  const first = (kind: RuleKind): CompiledRule | null =>
    held
      .filter(({ rule }) => rule.ask.kind === kind)
      .toSorted(
        (one, other) =>
          narrownessAt(other, places) - narrownessAt(one, places) ||
          other.version - one.version ||
          (one.rule.code < other.rule.code ? -1 : 1),
      )[0] ?? null;
  return {
    chosen: { ask: first('ask'), invite: first('invite') },
    considered: evaluated.map(({ each, evaluation }) => ({ code: each.rule.code, version: each.version, evaluation })),
  };
}

/** How narrow the narrowest place is that the rule and the home share; 0 for a rule for everywhere. */
function narrownessAt({ rule: { where } }: CompiledRule, places: readonly HomePlace[]): number {
  if (where === 'everywhere') return 0;
  const shared = where.filter((place) => isAmong(place, places));
  return Math.max(0, ...shared.map(({ level }) => narrowness[level]));
}
