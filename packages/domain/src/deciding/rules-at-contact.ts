import type { ContactType } from '../contact/contact-type.js';
import type { DecisionFacts } from '../facts.js';
import type { Prompt, PromptLibrary } from '../prompt/prompt.js';
import { chooseRule, type RuleConsidered } from '../rule/choose-rule.js';
import type { CompiledRule } from '../rule/compile-rule.js';
import { promptsOfRule } from '../rule/prompts-of-rule.js';
import { ruleLimits } from '../rule/rule-limits.js';
import type { RuleKind } from '../rule/rule.js';
import { isTrueOf } from './choose-prompt.js';

/** A rule that gives prompts at this contact. */
export interface RuleAtContact {
  readonly rule: CompiledRule;
  readonly prompts: readonly Prompt[];
}

export interface RulesAtContact {
  /** At most one a kind, in the order in which kinds come first; none that reached its own "at most". */
  readonly giving: readonly RuleAtContact[];
  /** Those written for this kind of contact, and what each saw, its limits among it where it was chosen. */
  readonly considered: readonly RuleConsidered[];
}

const kindsInOrder: readonly RuleKind[] = ['invite', 'ask'];

/** Which rules have something to say at this contact. Throws `RangeError` when an instant cannot be read. */
export function rulesAtContact(
  rules: readonly CompiledRule[],
  type: ContactType,
  facts: DecisionFacts,
  library: PromptLibrary,
): RulesAtContact {
  const forType = rules.filter(({ rule }) => rule.when.includes(type.code));
  if (forType.length === 0 || type.light === 'never') return { giving: [], considered: [] };
  const { chosen, considered } = chooseRule(forType, facts);
  const looked = kindsInOrder.flatMap((kind) => {
    const rule = chosen[kind];
    return rule === null ? [] : [{ rule, limits: ruleLimits(rule.rule, facts) }];
  });
  return {
    giving: looked
      .filter(({ limits }) => limits.every(({ held }) => held))
      .map(({ rule }) => ({
        rule,
        prompts: promptsOfRule(rule.rule, type, library).filter((prompt) => isTrueOf(prompt, facts)),
      })),
    considered: considered.map((each) => {
      const limits = looked.find(({ rule }) => rule.rule.code === each.code && rule.version === each.version)?.limits;
      if (limits === undefined) return each;
      const { matches, trace } = each.evaluation;
      return { ...each, evaluation: { matches, trace: [...trace, ...limits] } };
    }),
  };
}
