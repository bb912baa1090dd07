import type { ContactType } from '../contact/contact-type.js';
import type { Prompt, PromptLibrary } from '../prompt/prompt.js';
import type { Rule, RuleText } from './rule.js';

/** The prompts that a rule may lead to at this kind of contact: those it names, in its order, or the one it holds. */
export function promptsOfRule(rule: Rule, type: ContactType, library: PromptLibrary): readonly Prompt[] {
  if ('text' in rule.ask) return [promptOfText(rule.ask.text, rule, type.role)];
  return rule.ask.promptCodes.flatMap((code) => library.prompts.find((prompt) => prompt.code === code) ?? []);
}

/** A rule's own text as a prompt, under the rule's code. */
export function promptOfText(
  { title, say, probe, theme, strength }: RuleText,
  { code, name, when, why }: Pick<Rule, 'code' | 'name' | 'when' | 'why'>,
  role: string,
): Prompt {
  return {
    code,
    contactTypes: when,
    theme,
    subject: name,
    title,
    say,
    probe,
    whyAsking: why,
    role,
    strength,
    watchFor: [{ signal: null, route: 'any' }],
    needs: null,
  };
}
