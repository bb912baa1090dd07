import type { DecisionFacts, PlaceFacts } from '../facts.js';
import type { CompiledRule } from './compile-rule.js';
import { FactReading } from './fact-reading.js';
import type { PlaceLevel, RuleEvaluation, RuleKind } from './rule.js';

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

const narrowness: Readonly<Record<PlaceLevel, number>> = { patch: 1, scheme: 2 };

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
          narrownessAt(other, place) - narrownessAt(one, place) ||
          other.version - one.version ||
          (one.rule.code < other.rule.code ? -1 : 1),
      )[0] ?? null;
  return {
    chosen: { ask: first('ask'), invite: first('invite') },
    considered: evaluated.map(({ each, evaluation }) => ({ code: each.rule.code, version: each.version, evaluation })),
  };
}

/** How narrow the narrowest place is that the rule names and the home is in; 0 for a rule for everywhere. */
function narrownessAt({ rule: { where } }: CompiledRule, home: PlaceFacts): number {
  if (where === 'everywhere') return 0;
  const shared = where.filter(({ level, code }) => home[level] === code);
  return Math.max(0, ...shared.map(({ level }) => narrowness[level]));
}
