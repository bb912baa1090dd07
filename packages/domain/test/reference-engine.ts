import { Engine } from 'json-rules-engine';
import type { DecisionFacts } from '../src/facts.js';
import type { Comparison, Condition, Rule } from '../src/rule/rule.js';

/** A condition as json-rules-engine writes it. */
type ReferenceCondition =
  | { readonly all: ReferenceCondition[] }
  | { readonly any: ReferenceCondition[] }
  | { readonly not: ReferenceCondition }
  | { readonly fact: string; readonly path?: string; readonly operator: string; readonly value: unknown };

const DAY = 86_400_000;
const operators = {
  eq: 'equal',
  ne: 'notEqual',
  in: 'in',
  lt: 'lessThan',
  lte: 'lessThanInclusive',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  contains: 'contains',
} as const;

/** The same rule for json-rules-engine, which shares none of our code, over the facts that `referenceFacts` gives it. */
export function referenceConditions({ when, where, who, until }: Rule): { all: ReferenceCondition[] } {
  return {
    all: [
      { fact: 'contact.typeCode', operator: 'in', value: [...when] },
      ...(where === 'everywhere'
        ? []
        : [
            {
              any: where.map(({ level, code }) => ({
                fact: `household.place.${level}`,
                operator: 'equal',
                value: code,
              })),
            },
          ]),
      ...(who === null ? [] : [referenceCondition(who)]),
      { fact: 'today', operator: 'lessThanInclusive', value: Number(until.replaceAll('-', '')) },
    ],
  };
}

function referenceCondition(condition: Condition): ReferenceCondition {
  if ('all' in condition) return { all: condition.all.map(referenceCondition) };
  if ('any' in condition) return { any: condition.any.map(referenceCondition) };
  if ('not' in condition) return { not: referenceCondition(condition.not) };
  return referenceComparison(condition);
}

function referenceComparison({ fact, op, value }: Comparison): ReferenceCondition {
  if (op === 'exists') return { fact, operator: value ? 'notEqual' : 'equal', value: null };
  if (op === 'daysSinceLt') return { fact: `days since ${fact}`, operator: 'lessThan', value };
  if (op === 'daysSinceGt') return { fact: `days since ${fact}`, operator: 'greaterThan', value };
  return { fact, operator: operators[op], value };
}

/** Facts by name, flat, read along their paths rather than by the catalogue's readers. */
export function referenceFacts(facts: DecisionFacts, names: readonly string[]): Readonly<Record<string, unknown>> {
  const flat: Record<string, unknown> = {
    'household.place.patch': facts.household.place.patch,
    'household.place.scheme': facts.household.place.scheme,
    today: Number(facts.now.slice(0, 10).replaceAll('-', '')),
  };
  for (const name of names) {
    const value = valueAt(facts, name.split('.'));
    flat[name] = value;
    flat[`days since ${name}`] = typeof value === 'string' ? daysBefore(facts.now, value) : null;
  }
  return flat;
}

/** What stands at a path; null where it breaks off, and a list of fields where it crosses a list. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => valueAt(each, path));
  if (typeof value !== 'object' || value === null) return null;
  return valueAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

function daysBefore(now: string, moment: string): number | null {
  const elapsed = new Date(now).getTime() - new Date(moment).getTime();
  return elapsed >= 0 ? Math.trunc(elapsed / DAY) : null;
}

/** An engine with these rules, over `referenceFacts`; the events of a run tell the codes of those that hold. */
export function referenceEngine(rules: readonly Rule[]): Engine {
  return new Engine(rules.map((rule) => ({ conditions: referenceConditions(rule), event: { type: rule.code } })));
}

/**
 * The same over `referencePathFacts`, read along JSON paths as its manual has it. `now` is the facts' own, which an
 * operator that counts days cannot see.
 */
export function referencePathEngine(rules: readonly Rule[], now: string): Engine {
  const engine = new Engine(
    rules.map((rule) => ({
      conditions: { all: referenceConditions(rule).all.map(alongPath) },
      event: { type: rule.code },
    })),
  );
  const days = (moment: unknown): number => (typeof moment === 'string' ? daysBefore(now, moment) : null) ?? Number.NaN;
  engine.addOperator('exists', (value: unknown, expected: boolean) => ((value ?? null) !== null) === expected);
  engine.addOperator('daysSinceLt', (moment: unknown, bound: number) => days(moment) < bound);
  engine.addOperator('daysSinceGt', (moment: unknown, bound: number) => days(moment) > bound);
  return engine;
}

/** What `referencePathEngine` reads from. */
export function referencePathFacts(facts: DecisionFacts): Readonly<Record<string, unknown>> {
  return {
    contact: facts.contact,
    household: facts.household,
    today: Number(facts.now.slice(0, 10).replaceAll('-', '')),
  };
}

const SINCE = 'days since ';

function alongPath(condition: ReferenceCondition): ReferenceCondition {
  if ('all' in condition) return { all: condition.all.map(alongPath) };
  if ('any' in condition) return { any: condition.any.map(alongPath) };
  if ('not' in condition) return { not: alongPath(condition.not) };
  const { operator, value } = condition;
  const isSince = condition.fact.startsWith(SINCE);
  const [fact = '', ...rest] = (isSince ? condition.fact.slice(SINCE.length) : condition.fact).split('.');
  if (rest.length === 0) return condition;
  const path = `$.${rest.join('.')}`.replace(/\.(repairs|asks)\./, '.$1[*].');
  if (isSince) return { fact, path, operator: operator === 'lessThan' ? 'daysSinceLt' : 'daysSinceGt', value };
  if (value === null) return { fact, path, operator: 'exists', value: operator === 'notEqual' };
  return { fact, path, operator, value };
}
