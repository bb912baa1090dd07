import { checkRule, type PromptLibrary, type Rule } from '@doorstep/domain';
import { Problem } from '../platform/problem.js';

/** A rule with nothing wrong. Throws `Problem` with a sentence for each thing to mend. */
export function readRule(written: unknown, library: PromptLibrary): Rule {
  const { rule, problems } = checkRule(written, { now: new Date().toISOString(), library });
  if (rule !== null) return rule;
  throw new Problem('bad-input', 'rule-refused', problems.map(({ part, message }) => `${part}: ${message}`).join(' '));
}
