/** How someone gave of their time. */
export const involvementKinds = [
  'conversation',
  'call-back',
  'meeting',
  'walkabout',
  'workshop',
  'panel',
  'training',
  'evaluation',
] as const;
export type InvolvementKind = (typeof involvementKinds)[number];

export interface Involvement {
  readonly id: string;
  readonly kind: InvolvementKind;
  readonly minutes: number;
  /** RFC 3339. */
  readonly happenedAt: string;
}

/** What people may want for their time. */
export const recompenseKinds = ['money', 'voucher', 'training', 'time', 'nothing'] as const;
export type RecompenseKind = (typeof recompenseKinds)[number];

/** A thank-you, or what it cost them to take part: the two are never set against each other. */
export type RecompenseLine = 'thank-you' | 'travel' | 'childcare' | 'other-expense';

/** One line of the ledger about one involvement. */
export interface RecompenseEntry {
  readonly involvementId: string;
  readonly line: RecompenseLine;
  readonly step: 'offered' | 'chosen' | 'given' | 'turned-down';
  /** Null where it is not said yet. */
  readonly kind: RecompenseKind | null;
  readonly valuePence: number | null;
}
