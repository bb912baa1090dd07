import type { DecisionFacts } from '../facts.js';
import { DAY, startOfDate } from '../time/instants.js';
import { conditionWords, listWords } from './condition-words.js';
import { dayInWords } from './day-in-words.js';
import { ruleFactOf } from './fact-catalogue.js';
import type {
  Comparison,
  Condition,
  FactValue,
  PlaceLevel,
  Rule,
  RuleEvaluation,
  RulePlace,
  RuleTraceStep,
} from './rule.js';

export interface CompiledRule {
  readonly rule: Rule;
  readonly version: number;
  /**
   * Whether the rule holds for these facts. Depends on them alone, changes nothing, and never throws: what cannot be
   * read does not hold.
   */
  readonly evaluate: (facts: DecisionFacts) => RuleEvaluation;
}

interface Situation {
  readonly facts: DecisionFacts;
  /** Milliseconds since 1970; NaN when it cannot be read. */
  readonly now: number;
}

type Clause = (situation: Situation, trace: RuleTraceStep[]) => boolean;

/**
 * A rule that `checkRule` let through, ready to be asked about many contacts. Throws `RangeError` on a fact that is
 * not in the catalogue.
 */
export function compileRule(rule: Rule, version: number): CompiledRule {
  const clauses = [
    compileCondition({ fact: 'contact.typeCode', op: 'in', value: rule.when }),
    ...(rule.where === 'everywhere' ? [] : [compileWhere(rule.where)]),
    ...(rule.who === null ? [] : [compileCondition(rule.who)]),
    compileUntil(rule.until),
  ];
  const whole = everyClause(clauses);
  return {
    rule,
    version,
    evaluate: (facts) => {
      const trace: RuleTraceStep[] = [];
      const matches = whole({ facts, now: Date.parse(facts.now) }, trace);
      return { matches, trace };
    },
  };
}

function compileCondition(condition: Condition): Clause {
  if ('all' in condition) return everyClause(condition.all.map(compileCondition));
  if ('any' in condition) return someClause(condition.any.map(compileCondition));
  if ('not' in condition) {
    const inside = compileCondition(condition.not);
    return (situation, trace) => !inside(situation, trace);
  }
  return compileComparison(condition);
}

// Both look at every clause: an explanation that stops at the first miss would hide the others.
function everyClause(clauses: readonly Clause[]): Clause {
  return (situation, trace) => {
    let holds = true;
    for (const clause of clauses) holds = clause(situation, trace) && holds;
    return holds;
  };
}

function someClause(clauses: readonly Clause[]): Clause {
  return (situation, trace) => {
    let holds = false;
    for (const clause of clauses) holds = clause(situation, trace) || holds;
    return holds;
  };
}

function compileComparison(comparison: Comparison): Clause {
  const found = ruleFactOf(comparison.fact);
  if (found === null) throw new RangeError(`There is no fact ${comparison.fact} that a rule may use.`);
  const { fact, source, type } = found;
  const read: (facts: DecisionFacts) => FactValue = found.read;
  const test = compileTest(comparison, type === 'date');
  const condition = conditionWords(comparison);
  return ({ facts, now }, trace) => {
    const value = read(facts);
    const held = test(value, now);
    trace.push({ condition, fact, value, source, held });
    return held;
  };
}

function compileTest(comparison: Comparison, isDate: boolean): (value: FactValue, now: number) => boolean {
  switch (comparison.op) {
    case 'eq': {
      const expected = comparison.value;
      return (value) => value === expected;
    }
    case 'ne': {
      const expected = comparison.value;
      return (value) => value !== expected;
    }
    case 'in': {
      const expected = new Set<FactValue>(comparison.value);
      return (value) => expected.has(value);
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return compileOrder(comparison, isDate);
    case 'exists': {
      const expected = comparison.value;
      return (value) => (value !== null) === expected;
    }
    case 'daysSinceLt': {
      const bound = comparison.value;
      return (value, now) => {
        const days = daysSince(value, now, isDate);
        return days !== null && days < bound;
      };
    }
    case 'daysSinceGt': {
      const bound = comparison.value;
      return (value, now) => {
        const days = daysSince(value, now, isDate);
        return days !== null && days > bound;
      };
    }
    case 'contains': {
      const expected = comparison.value;
      return (value) => Array.isArray(value) && value.includes(expected);
    }
  }
}

function compileOrder(
  { op, value: bound }: Extract<Comparison, { op: 'lt' | 'lte' | 'gt' | 'gte' }>,
  isDate: boolean,
): (value: FactValue) => boolean {
  const limit = ordinal(bound, isDate);
  if (limit === null) return () => false;
  const compare = orders[op];
  return (value) => {
    const at = ordinal(value, isDate);
    return at !== null && compare(at, limit);
  };
}

const orders = {
  lt: (one: number, other: number) => one < other,
  lte: (one: number, other: number) => one <= other,
  gt: (one: number, other: number) => one > other,
  gte: (one: number, other: number) => one >= other,
} as const;

function ordinal(value: FactValue, isDate: boolean): number | null {
  if (isDate) return typeof value === 'string' ? startOfDate(value) : null;
  return typeof value === 'number' ? value : null;
}

/** Whole days, in UTC; null for what lies ahead, cannot be read or is not there. */
function daysSince(value: FactValue, now: number, isDate: boolean): number | null {
  if (typeof value !== 'string') return null;
  const at = isDate ? (startOfDate(value) ?? Number.NaN) : Date.parse(value);
  const days = Math.floor((now - at) / DAY);
  return days >= 0 ? days : null;
}

function compileWhere(where: readonly RulePlace[]): Clause {
  const levels = [...new Set(where.map(({ level }) => level))];
  return someClause(
    levels.map((level) =>
      compileLevel(
        level,
        where.filter((place) => place.level === level),
      ),
    ),
  );
}

function compileLevel(level: PlaceLevel, places: readonly RulePlace[]): Clause {
  const names = places.map(({ name }) => name);
  const step = { condition: `the home is in ${listWords(names, 'or')}`, fact: `household.place.${level}` };
  const codes = new Set<string | null>(places.map(({ code }) => code));
  return ({ facts }, trace) => {
    const value = facts.household.place[level];
    const held = codes.has(value);
    trace.push({ condition: step.condition, fact: step.fact, value, source: 'host', held });
    return held;
  };
}

function compileUntil(until: string): Clause {
  const end = (startOfDate(until) ?? Number.NaN) + DAY;
  const condition = `it is ${dayInWords(until)} or earlier`;
  return ({ facts, now }, trace) => {
    const held = now < end;
    trace.push({ condition, fact: 'now', value: facts.now, source: 'doorstep', held });
    return held;
  };
}
