import type { DecisionFacts, PlaceFacts } from '../facts.js';
import { howFar } from '../how-far.js';
import type { CompiledRule } from './compile-rule.js';
import { FactReading } from './fact-reading.js';
import type { RuleEvaluation, RuleKind } from './rule.js';

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

/**
 * Which of the rules that are switched on gives the prompts at this contact. Of those that hold, the one for the
 * narrower place overrides the wider; between equals, the higher version, then the code that comes first. The order
 * of `rules` changes nothing but that of `considered`. Never throws.
 */
export function chooseRule(rules: readonly CompiledRule[], facts: DecisionFacts): RuleChoice {
  const { place } = facts.household;
  const reading = new FactReading(facts);
  const evaluated = rules.map((each) => ({ each, evaluation: each.evaluateReading(reading) }));
  const held = evaluated.filter(({ evaluation }) => evaluation.matches).map(({ each }) => each);
  const first = (kind: RuleKind): CompiledRule | null =>
    held
      .filter(({ rule }) => rule.ask.kind === kind)
      .toSorted(
        (one, other) =>
          compare(nearest(one, place), nearest(other, place)) ||
          other.version - one.version ||
          (one.rule.code < other.rule.code ? -1 : 1),
      )[0] ?? null;
  return {
    chosen: { ask: first('ask'), invite: first('invite') },
    considered: evaluated.map(({ each, evaluation }) => ({ code: each.rule.code, version: each.version, evaluation })),
  };
}

/** How far out the nearest place stands that the rule names and the home is in; Infinity for a rule for everywhere. */
function nearest({ rule: { where } }: CompiledRule, home: PlaceFacts): number {
  return where === 'everywhere' ? Infinity : Math.min(...where.map((place) => howFar(home, place)));
}

/** Two rules for everywhere are as far out as each other. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
