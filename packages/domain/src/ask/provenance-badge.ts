import type { AskDecision } from './ask.js';

/** A decision, as far as its badge looks at it. */
export interface AgreedDecision extends AskDecision {
  /** Whose residents agreed, e.g. `Elm Court`; null: nobody said. */
  readonly residentsOf: string | null;
  /** Households heard by that day, of so many in scope. */
  readonly heard: number;
  readonly scope: number;
}

/**
 * What stands beside a rule that residents agreed to (seed row 29), e.g. `Agreed by residents of Elm Court, 14 March 2026,
 * 131 of 148 heard`. Null where the landlord or a regulator decided: nobody agreed to anything then.
 */
export function provenanceBadge({ decidedBy, decidedOn, residentsOf, heard, scope }: AgreedDecision): string | null {
  if (!isAgreedByResidents(decidedBy)) return null;
  const who = `Agreed by residents${residentsOf === null ? '' : ` of ${residentsOf}`}`;
  return `${who}, ${writtenDay(decidedOn)}, ${heard} of ${scope} heard`;
}

/** A day `YYYY-MM-DD` as people in England write it, e.g. `14 March 2026`. */
export function writtenDay(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

/** Whether it was residents who decided, alone or together with the landlord. */
export function isAgreedByResidents(decidedBy: AskDecision['decidedBy']): boolean {
  return decidedBy !== 'landlord' && decidedBy !== 'regulator';
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
