import { dayInWords } from './day-in-words.js';
import { type RuleFact, ruleFactOf } from './fact-catalogue.js';
import type { Comparison, Condition } from './rule.js';

/** A condition as a clause, e.g. `the tenancy started before 1 March 2026`. Throws `RangeError` on an unknown fact. */
export function conditionWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, condition.all.length === 2 ? 'both ' : '', ' and ');
  if ('any' in condition) return joined(condition.any, 'either ', ' or ');
  if ('not' in condition) return negated(condition.not);
  return comparisonWords(condition);
}

/** `a, b or c`. */
export function listWords(items: readonly string[], last: 'and' | 'or'): string {
  const end = items.at(-1) ?? '';
  return items.length < 2 ? end : `${items.slice(0, -1).join(', ')} ${last} ${end}`;
}

function joined(parts: readonly Condition[], opening: string, between: string): string {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return conditionWords(only);
  return `${opening}${parts.map(asOne).join(between)}`;
}

/** In brackets where what stands beside it could be read as a part of it. */
function asOne(condition: Condition): string {
  const words = conditionWords(condition);
  return isSimple(condition) || ('not' in condition && isSimple(condition.not)) ? words : `(${words})`;
}

function isSimple(condition: Condition): boolean {
  if ('op' in condition) return true;
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  const [only] = parts;
  return parts.length === 1 && only !== undefined && isSimple(only);
}

function negated(condition: Condition): string {
  if ('op' in condition) {
    const { op } = condition;
    if (op === 'eq') return comparisonWords({ ...condition, op: 'ne' });
    if (op === 'ne') return comparisonWords({ ...condition, op: 'eq' });
    if (op === 'exists') return comparisonWords({ ...condition, value: !condition.value });
    if (op === 'contains') return listFactWords(condition, 'fails');
    if (op === 'daysSinceLt') {
      const fact = factOf(condition);
      const notWithin = 'words' in fact && 'event' in fact.words ? fact.words.notWithin : undefined;
      if (notWithin !== undefined) return notWithin.replace('{days}', () => daysWords(condition.value));
    }
  }
  return `it is not so that ${asOne(condition)}`;
}

function comparisonWords(comparison: Comparison): string {
  const fact = factOf(comparison);
  switch (comparison.op) {
    case 'eq':
    case 'ne': {
      const is = comparison.op === 'eq';
      if (fact.type === 'flag') {
        const words = comparison.value === true ? fact.words.holds : fact.words.fails;
        return is ? words : `it is not so that ${words}`;
      }
      return `${fact.name} is ${is ? '' : 'not '}${valueWords(fact, comparison.value)}`;
    }
    case 'in':
      return `${fact.name} is ${listWords(
        comparison.value.map((value) => valueWords(fact, value)),
        'or',
      )}`;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return 'words' in fact && 'event' in fact.words
        ? `${fact.words.event} ${dateOrder[comparison.op]} ${dayInWords(String(comparison.value))}`
        : `${fact.name} is ${numberOrder[comparison.op]} ${comparison.value}`;
    case 'exists': {
      if ('words' in fact && 'known' in fact.words) return comparison.value ? fact.words.known : fact.words.unknown;
      return `${fact.name} is ${comparison.value ? '' : 'not '}known`;
    }
    case 'daysSinceLt':
      return `${eventOf(fact)} less than ${daysWords(comparison.value)} ago`;
    case 'daysSinceGt':
      return `${eventOf(fact)} more than ${daysWords(comparison.value)} ago`;
    case 'contains':
      return listFactWords(comparison, 'holds');
  }
}

const dateOrder = { lt: 'before', lte: 'on or before', gt: 'after', gte: 'on or after' } as const;
const numberOrder = { lt: 'less than', lte: 'at most', gt: 'more than', gte: 'at least' } as const;

function listFactWords(comparison: Extract<Comparison, { op: 'contains' }>, form: 'holds' | 'fails'): string {
  const fact = factOf(comparison);
  const value = valueWords(fact, comparison.value);
  return fact.type === 'list' ? fact.words[form].replace('{value}', () => value) : `${fact.name} holds ${value}`;
}

function factOf({ fact }: Comparison): RuleFact {
  const found = ruleFactOf(fact);
  if (found === null) throw new RangeError(`There is no fact ${fact} that a rule may use.`);
  return found;
}

function eventOf(fact: RuleFact): string {
  return 'words' in fact && 'event' in fact.words ? fact.words.event : fact.name;
}

function valueWords(fact: RuleFact, value: string | number | boolean): string {
  const name = 'values' in fact ? fact.values?.get(String(value)) : undefined;
  return name ?? String(value);
}

/** `1 day`, `30 days`. */
export function daysWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
