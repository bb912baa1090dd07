import { readInstant } from '../time/instants.js';
import { londonTime } from '../time/london.js';
import { type Involvement, type InvolvementKind, involvementKinds, type RecompenseEntry } from './involvement.js';

/** From how long on something is offered for one kind of involvement, and what it is worth at least. */
export interface RecompenseRule {
  readonly kind: InvolvementKind;
  readonly offerFromMinutes: number;
  /** Of money or a voucher, for the whole involvement. */
  readonly minimumPence: number;
  /** `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
}

const briefTalks: ReadonlySet<InvolvementKind> = new Set(['conversation', 'call-back']);

/** For a landlord that set none: our own defaults, not law. Talk that belongs to a visit or a call is not counted. */
export const shippedRecompenseRules: readonly RecompenseRule[] = involvementKinds.map((kind) => ({
  kind,
  offerFromMinutes: briefTalks.has(kind) ? 45 : 30,
  minimumPence: 1000,
  effectiveFrom: '2026-01-01',
}));

/** The rule that held for this involvement on its day in London: the landlord's newest, or else ours. */
export function recompenseRuleFor(
  { kind, happenedAt }: Pick<Involvement, 'kind' | 'happenedAt'>,
  rules: readonly RecompenseRule[],
): RecompenseRule {
  const { date } = londonTime(readInstant(happenedAt));
  const newest = rules
    .filter((rule) => rule.kind === kind && rule.effectiveFrom <= date)
    .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
  const shipped = shippedRecompenseRules.find((rule) => rule.kind === kind);
  if (newest !== undefined) return newest;
  if (shipped === undefined) throw new RangeError('There is no involvement of this kind.');
  return shipped;
}

/** Whether something is to be offered for this. Throws `RangeError` when its instant cannot be read. */
export function offerDue(involvement: Involvement, rules: readonly RecompenseRule[] = []): boolean {
  return involvement.minutes >= recompenseRuleFor(involvement, rules).offerFromMinutes;
}

/**
 * Whether money or a voucher is worth less than the least for this involvement; what has no value in pence yet, and
 * what is no money, is not held to it. Throws `RangeError` when the involvement's instant cannot be read.
 */
export function belowMinimum(
  entry: RecompenseEntry,
  involvement: Involvement,
  rules: readonly RecompenseRule[] = [],
): boolean {
  const isMoney = entry.kind === 'money' || entry.kind === 'voucher';
  if (entry.line !== 'thank-you' || entry.step === 'turned-down' || !isMoney || entry.valuePence === null) return false;
  return entry.valuePence < recompenseRuleFor(involvement, rules).minimumPence;
}
