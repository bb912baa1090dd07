import type { DecisionFacts } from '../facts.js';
import { DAY, startOfDate } from '../time/instants.js';
import { factCatalogue } from './fact-catalogue.js';
import type { FactValue } from './rule.js';

const readers: readonly ((facts: DecisionFacts) => FactValue)[] = factCatalogue.map(({ read }) => read);

/**
 * The facts of one contact as rules see them. Many rules look at the same few facts, so each is read once, and each
 * moment counted once. A fact goes by its place in the catalogue.
 */
export class FactReading {
  readonly facts: DecisionFacts;
  /** Milliseconds since 1970; NaN when it cannot be read. */
  readonly now: number;
  readonly values: readonly FactValue[];
  readonly #ordinals: (number | undefined)[] = [];

  constructor(facts: DecisionFacts) {
    this.facts = facts;
    this.now = Date.parse(facts.now);
    this.values = readers.map((read) => read(facts));
  }

  /** A number as it is, a moment in milliseconds since 1970; NaN for what has no such order or cannot be read. */
  ordinal(place: number): number {
    const known = this.#ordinals[place];
    if (known !== undefined) return known;
    const ordinal = ordinalOf(this.values[place] ?? null, factCatalogue[place]?.type === 'date');
    this.#ordinals[place] = ordinal;
    return ordinal;
  }

  /** Whole days, in UTC; NaN for what lies ahead, cannot be read or is not there. */
  daysSince(place: number): number {
    const days = Math.floor((this.now - this.ordinal(place)) / DAY);
    return days >= 0 ? days : Number.NaN;
  }
}

/** As `FactReading.ordinal`, for one value. */
export function ordinalOf(value: FactValue, isDate: boolean): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  return isDate ? (startOfDate(value) ?? Number.NaN) : Date.parse(value);
}
