import type { RuleStatement } from '@doorstep/contracts/http';
import { conditionWords, factCatalogue, type Comparison, type Prompt, type RuleFact } from '@doorstep/domain';

type Value = RuleStatement['value'];
type Prompts = readonly Pick<Prompt, 'code' | 'title'>[];

const gap = '{value}';
// A day and a count are put into words: one of each stands where the gap will be.
const aDay = { value: '2001-02-03', words: '3 February 2001' };
const someDays = { value: 2, words: '2 days' };

/**
 * Everything that a rule may ask of a home or a contact, in the very words in which the rule will be read back. What
 * kind of contact it was is no such thing: a rule says it first.
 */
export function ruleStatements(prompts: Prompts): RuleStatement[] {
  return factCatalogue.filter(({ fact }) => fact !== 'contact.typeCode').flatMap((fact) => statementsOf(fact, prompts));
}

function statementsOf(fact: RuleFact, prompts: Prompts): RuleStatement[] {
  const { fact: path } = fact;
  switch (fact.type) {
    case 'flag':
      return [true, false].map((value) => say({ fact: path, op: 'eq', value }, { kind: 'fixed', value }));
    case 'number':
      return (['gte', 'lte', 'eq'] as const).map((op) => say({ fact: path, op, value: gap }, { kind: 'number' }));
    case 'text':
      return [
        ...(['eq', 'ne'] as const).map((op) => say({ fact: path, op, value: gap }, valueOf(fact, prompts))),
        ...(fact.values === null ? knownOrNot(path) : []),
      ];
    case 'list':
      return [false, true].map((isNegated) =>
        say({ fact: path, op: 'contains', value: gap }, valueOf(fact, prompts), isNegated),
      );
    case 'date':
    case 'instant':
      return [
        ...(['daysSinceGt', 'daysSinceLt'] as const).map((op) =>
          say({ fact: path, op, value: someDays.value }, { kind: 'days' }, false, [someDays.words, `${gap} days`]),
        ),
        ...(fact.type === 'instant'
          ? []
          : (['lt', 'gt'] as const).map((op) =>
              say({ fact: path, op, value: aDay.value }, { kind: 'day' }, false, [aDay.words, gap]),
            )),
        ...knownOrNot(path),
        ...(fact.words.notWithin === undefined ? [] : [notWithin(path)]),
      ];
  }
}

function notWithin(fact: string): RuleStatement {
  const comparison = { fact, op: 'daysSinceLt', value: someDays.value } as const;
  return say(comparison, { kind: 'days' }, true, [someDays.words, `${gap} days`]);
}

function knownOrNot(fact: string): RuleStatement[] {
  return [true, false].map((value) => say({ fact, op: 'exists', value }, { kind: 'fixed', value }));
}

function say(
  comparison: Comparison,
  value: Value,
  isNegated = false,
  [from, to]: readonly [string, string] = [gap, gap],
): RuleStatement {
  const { fact, op } = comparison;
  const words = conditionWords(isNegated ? { not: comparison } : comparison).replace(from, () => to);
  return { fact, op, isNegated, words, value };
}

function valueOf({ fact, values }: Extract<RuleFact, { type: 'text' | 'list' }>, prompts: Prompts): Value {
  if (fact === 'household.asks.promptCode') {
    return { kind: 'one-of', options: prompts.map(({ code, title }) => ({ code, name: `${code}, ${title}` })) };
  }
  if (values === null) return { kind: 'text' };
  return { kind: 'one-of', options: [...values].map(([code, name]) => ({ code, name })) };
}
