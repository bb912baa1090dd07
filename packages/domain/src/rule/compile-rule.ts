import type { DecisionFacts } from '../facts.js';
import { howFar } from '../how-far.js';
import { DAY, startOfDate } from '../time/instants.js';
import { conditionWords, listWords } from './condition-words.js';
import { dayInWords } from './day-in-words.js';
import { factCatalogue } from './fact-catalogue.js';
import { FactReading, ordinalOf } from './fact-reading.js';
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
  /** The same, where many rules look at the same facts. */
  readonly evaluateReading: (reading: FactReading) => RuleEvaluation;
}

type Test = (value: FactValue, reading: FactReading) => boolean;
type Clause = (reading: FactReading, trace: RuleTraceStep[]) => boolean;

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
  const evaluateReading = (reading: FactReading): RuleEvaluation => {
    const trace: RuleTraceStep[] = [];
    const matches = whole(reading, trace);
    return { matches, trace };
  };
  return { rule, version, evaluate: (facts) => evaluateReading(new FactReading(facts)), evaluateReading };
}

function compileCondition(condition: Condition): Clause {
  if ('all' in condition) return everyClause(condition.all.map(compileCondition));
  if ('any' in condition) return someClause(condition.any.map(compileCondition));
  if ('not' in condition) {
    const inside = compileCondition(condition.not);
    return (reading, trace) => !inside(reading, trace);
  }
  return compileComparison(condition);
}

// Both look at every clause: an explanation that stops at the first miss would hide the others.
function everyClause(clauses: readonly Clause[]): Clause {
  return (reading, trace) => {
    let holds = true;
    for (const clause of clauses) holds = clause(reading, trace) && holds;
    return holds;
  };
}

function someClause(clauses: readonly Clause[]): Clause {
  return (reading, trace) => {
    let holds = false;
    for (const clause of clauses) holds = clause(reading, trace) || holds;
    return holds;
  };
}

function compileComparison(comparison: Comparison): Clause {
  const place = factCatalogue.findIndex(({ fact }) => fact === comparison.fact);
  const found = factCatalogue[place];
  if (found === undefined) throw new RangeError(`There is no fact ${comparison.fact} that a rule may use.`);
  const { fact, source } = found;
  const test = compileTest(comparison, place, found.type === 'date');
  const condition = conditionWords(comparison);
  return (reading, trace) => {
    const value = reading.values[place] ?? null;
    const held = test(value, reading);
    trace.push({ condition, fact, value, source, held });
    return held;
  };
}

// What is not there or cannot be read is NaN, and NaN is neither less than anything nor more.
function compileTest(comparison: Comparison, place: number, isDate: boolean): Test {
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
    case 'lt': {
      const bound = ordinalOf(comparison.value, isDate);
      return (_, reading) => reading.ordinal(place) < bound;
    }
    case 'lte': {
      const bound = ordinalOf(comparison.value, isDate);
      return (_, reading) => reading.ordinal(place) <= bound;
    }
    case 'gt': {
      const bound = ordinalOf(comparison.value, isDate);
      return (_, reading) => reading.ordinal(place) > bound;
    }
    case 'gte': {
      const bound = ordinalOf(comparison.value, isDate);
      return (_, reading) => reading.ordinal(place) >= bound;
    }
    case 'exists': {
      const expected = comparison.value;
      return (value) => (value !== null) === expected;
    }
    case 'daysSinceLt': {
      const bound = comparison.value;
      return (_, reading) => reading.daysSince(place) < bound;
    }
    case 'daysSinceGt': {
      const bound = comparison.value;
      return (_, reading) => reading.daysSince(place) > bound;
    }
    case 'contains': {
      const expected = comparison.value;
      return (value) => Array.isArray(value) && value.includes(expected);
    }
  }
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
  const condition = `the home is in ${listWords(names, 'or')}`;
  const fact = `household.place.${level}`;
  return ({ facts }, trace) => {
    const { place } = facts.household;
    const found = places.find((each) => howFar(place, each) < Infinity);
    const held = found !== undefined;
    trace.push({ condition, fact, value: found?.code ?? place[level], source: 'host', held });
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
