import type { RuleStatement } from '@doorstep/contracts/http';

/** One thing that must be so: which, and its value as it stands in the field. */
export interface SaidCondition {
  /** `keyOf` its statement; empty until one is chosen. */
  readonly statement: string;
  readonly value: string;
}

export interface Conditions {
  readonly join: 'all' | 'any';
  readonly said: readonly SaidCondition[];
}

export function keyOf({ fact, op, isNegated, value }: RuleStatement): string {
  return [fact, op, isNegated ? 'not' : 'so', value.kind === 'fixed' ? value.value : ''].join(' ');
}

/** What a rule asks besides, as rows; null where it is in groups or says what no row can say. */
export function readConditions(who: unknown, statements: readonly RuleStatement[]): Conditions | null {
  if (who === null || who === undefined) return { join: 'all', said: [] };
  const group = isRecord(who) ? (who['all'] ?? who['any']) : undefined;
  const each: readonly unknown[] = Array.isArray(group) ? group : [who];
  const said = each.map((one) => readOne(one, statements));
  return said.every((one) => one !== null) ? { join: isRecord(who) && 'any' in who ? 'any' : 'all', said } : null;
}

function readOne(condition: unknown, statements: readonly RuleStatement[]): SaidCondition | null {
  if (!isRecord(condition)) return null;
  const isNegated = 'not' in condition;
  const inside = isNegated ? condition['not'] : condition;
  if (!isRecord(inside)) return null;
  const { fact, op, value } = inside;
  const found = statements.find(
    (one) =>
      one.fact === fact &&
      one.op === op &&
      one.isNegated === isNegated &&
      (one.value.kind !== 'fixed' || one.value.value === value),
  );
  if (!found || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) return null;
  return { statement: keyOf(found), value: found.value.kind === 'fixed' ? '' : String(value) };
}

const heardThisYear = { fact: 'household.lastHeardAt', op: 'daysSinceLt', value: 365 };

/**
 * What a rule asks besides, and that the home was not heard from this year; null where no further row can say that: it
 * says so already, or it is in groups, or any of several is enough for it.
 */
export function withNotHeard(who: unknown): unknown {
  const notHeard = { not: heardThisYear };
  if (who === null || who === undefined) return notHeard;
  const each: readonly unknown[] = isRecord(who) && Array.isArray(who['all']) ? who['all'] : [who];
  const isRow = (one: unknown) => isRecord(one) && ('op' in one || (isRecord(one['not']) && 'op' in one['not']));
  const says = (one: unknown) => JSON.stringify(one) === JSON.stringify(notHeard);
  return each.every(isRow) && !each.some(says) ? { all: [...each, notHeard] } : null;
}

/** The rows as a rule says them. */
export function writeConditions({ join, said }: Conditions, statements: readonly RuleStatement[]): unknown {
  const written = said.flatMap(({ statement, value }) => {
    const chosen = statements.find((one) => keyOf(one) === statement);
    if (!chosen) return [];
    const { fact, op, isNegated } = chosen;
    const comparison = { fact, op, value: valueOf(chosen.value, value) };
    return [isNegated ? { not: comparison } : comparison];
  });
  return written.length > 1 ? { [join]: written } : (written[0] ?? null);
}

function valueOf(of: RuleStatement['value'], written: string): string | number | boolean {
  if (of.kind === 'fixed') return of.value;
  return of.kind === 'days' || of.kind === 'number' ? Number(written) : written.trim();
}

/** Whether a row says all that it must. */
export function isFinished({ statement, value }: SaidCondition, statements: readonly RuleStatement[]): boolean {
  const chosen = statements.find((one) => keyOf(one) === statement);
  if (!chosen) return false;
  if (chosen.value.kind === 'days') return /^[1-9]\d*$/.test(value.trim());
  return chosen.value.kind === 'fixed' || value.trim() !== '';
}

/** A row in words, e.g. `the tenancy started more than 365 days ago`. */
export function conditionSaid(
  { statement, value }: SaidCondition,
  statements: readonly RuleStatement[],
  dayOf: (day: string) => string,
): string {
  const chosen = statements.find((one) => keyOf(one) === statement);
  if (!chosen) return '…';
  const of = chosen.value;
  const named = of.kind === 'one-of' ? of.options.find(({ code }) => code === value)?.name : undefined;
  const words = value === '' ? '…' : of.kind === 'day' ? dayOf(value) : (named ?? value);
  return chosen.words.replace('{value}', () => words);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
