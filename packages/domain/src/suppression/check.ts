import type { DecisionFacts } from '../facts.js';
import type { ResolvedLengths } from './settings.js';
import type { FactUsed } from './suppression.js';

/** What one check found. */
export interface Check {
  readonly stopped: boolean;
  /** Milliseconds since 1970; null: until something changes. */
  readonly until: number | null;
  readonly because: readonly FactUsed[];
  /** RFC 3339 instant that the words for staff name as `{date}`. */
  readonly date?: string;
  /** For staff, in place of the row's words. */
  readonly words?: string;
}

/** The prompt that comes back to someone with an answer. */
export const ANSWER = 'P53';

/** What would be asked: nulls stand for "anything at all". */
export interface Asked {
  readonly theme: string | null;
  readonly promptCode: string | null;
}

export type CheckFacts = (facts: DecisionFacts, asked: Asked, lengths: ResolvedLengths) => Check;

export function clear(because: readonly FactUsed[]): Check {
  return { stopped: false, until: null, because };
}

/** `untils` are those of every cause: the last to end counts, and one without an end has none. */
export function stop(untils: readonly (number | null)[], because: readonly FactUsed[]): Check {
  const ends = untils.filter((until) => until !== null);
  return { stopped: true, until: ends.length < untils.length ? null : Math.max(...ends), because };
}

export function fact(name: string, value: FactUsed['value']): FactUsed {
  return { fact: name, value };
}
