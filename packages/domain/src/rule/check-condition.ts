import { startOfDate } from '../time/instants.js';
import { cited, MOST_DEPTH } from './check-json.js';
import { listWords } from './condition-words.js';
import { factCatalogue, type RuleFact, ruleFactOf } from './fact-catalogue.js';
import type { ComparisonOperator, Condition } from './rule.js';

const MOST_LISTED = 50;
const MOST_DAYS = 3650;

const operatorsOf: Readonly<Record<RuleFact['type'], readonly ComparisonOperator[]>> = {
  text: ['eq', 'ne', 'in', 'exists'],
  number: ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'exists'],
  flag: ['eq', 'ne', 'exists'],
  date: ['lt', 'lte', 'gt', 'gte', 'exists', 'daysSinceLt', 'daysSinceGt'],
  instant: ['exists', 'daysSinceLt', 'daysSinceGt'],
  list: ['contains'],
};
const operators: ReadonlySet<string> = new Set(Object.values(operatorsOf).flat());

const typeWords: Readonly<Record<RuleFact['type'], string>> = {
  text: 'text',
  number: 'a number',
  flag: 'true or false',
  date: 'a date',
  instant: 'a moment',
  list: 'a list',
};

/**
 * What keeps a value from being a condition, in sentences that say what to write; none: it is a `Condition`. Of values
 * that `checkJson` found readable alone, as it calls itself for every level.
 */
export function checkCondition(input: unknown): readonly string[] {
  return checkLevel(input, 1);
}

/** Narrows what `checkCondition` found no fault with. */
export function isCondition(input: unknown): input is Condition {
  return checkCondition(input).length === 0;
}

function checkLevel(input: unknown, depth: number): readonly string[] {
  if (depth > MOST_DEPTH) return [`Nest conditions at most ${MOST_DEPTH} deep.`];
  if (!isRecord(input)) return ['Write a condition as all, any or not, or as a fact, an op and a value.'];
  const [key, ...more] = Object.keys(input);
  if (key === 'all' || key === 'any' || key === 'not') {
    if (more.length > 0) return [`Write "${key}" alone: ${cited(more.join(', '))} cannot stand beside it.`];
    const inside = input[key];
    if (key === 'not') return checkLevel(inside, depth + 1);
    if (!Array.isArray(inside) || inside.length === 0) return [`Write at least one condition in the list of "${key}".`];
    return inside.flatMap((each: unknown) => checkLevel(each, depth + 1));
  }
  return checkComparison(input);
}

function checkComparison(input: Readonly<Record<string, unknown>>): readonly string[] {
  const unknown = Object.keys(input).filter((key) => !['fact', 'op', 'value'].includes(key));
  if (unknown.length > 0) {
    return [`A condition has a fact, an op and a value: leave out ${cited(unknown.join(', '))}.`];
  }
  const { fact: path, op, value } = input;
  if (typeof path !== 'string') return ['Name the fact that the condition looks at.'];
  const fact = ruleFactOf(path);
  if (fact === null) {
    const known = listWords(
      factCatalogue.map((each) => each.fact),
      'or',
    );
    return [`Rules cannot look at "${cited(path)}", nor at anything personal. Choose ${known}.`];
  }
  const allowed = operatorsOf[fact.type];
  const choice = listWords(allowed, 'or');
  if (typeof op !== 'string' || !operators.has(op)) {
    return [`There is no comparison "${typeof op === 'string' ? cited(op) : ''}". Use ${choice} for ${path}.`];
  }
  const operator = allowed.find((each) => each === op);
  if (operator === undefined) return [`${path} is ${typeWords[fact.type]}: use ${choice}, not ${op}.`];
  const wanted = valueWanted(fact, operator, value);
  return wanted === null ? [] : [`For ${path} ${op}, write ${wanted}.`];
}

/** What should stand there instead; null when the value is right. */
function valueWanted(fact: RuleFact, op: ComparisonOperator, value: unknown): string | null {
  if (op === 'exists') return typeof value === 'boolean' ? null : 'true or false';
  if (op === 'daysSinceLt' || op === 'daysSinceGt') {
    const isDays = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;
    return isDays ? null : `a whole number of days, 1 to ${MOST_DAYS}`;
  }
  if (op === 'in') {
    if (!Array.isArray(value) || value.length === 0 || value.length > MOST_LISTED) {
      return `a list of one to ${MOST_LISTED} texts`;
    }
    return value.map((each: unknown) => scalarWanted(fact, each)).find((wanted) => wanted !== null) ?? null;
  }
  return scalarWanted(fact, value);
}

function scalarWanted(fact: RuleFact, value: unknown): string | null {
  switch (fact.type) {
    case 'number':
      return typeof value === 'number' ? null : 'a number';
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'date':
    case 'instant':
      return typeof value === 'string' && isDate(value) ? null : 'a date such as 2027-02-28';
    case 'text':
    case 'list':
      if (fact.values !== null) {
        return typeof value === 'string' && fact.values.has(value)
          ? null
          : `one of: ${[...fact.values.keys()].join(', ')}`;
      }
      return typeof value === 'string' && value.trim() !== '' ? null : 'a text';
  }
}

/** Whether it is a `YYYY-MM-DD` date that is in the calendar. */
export function isDate(text: string): boolean {
  const start = startOfDate(text);
  return start !== null && new Date(start).toISOString().startsWith(text);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
