/** How long one kind of thing is kept. */
export interface RetentionKind {
  /** Suggested to a landlord that has not set it. Nothing is removed until one is set. */
  readonly months: number;
  /** The shortest that can be set. */
  readonly atLeast: number;
  readonly source: string;
}

/** What is removed once it is old, and how old at the least. No figure of it is written anywhere else. */
export const retentionKinds = {
  'unnamed-words': {
    months: 24,
    atLeast: 12,
    source: 'UK GDPR, article 5(1)(e): no longer than needed. A year is what the picture and yearly packs look back on',
  },
  contacts: {
    months: 24,
    atLeast: 13,
    source: 'UK GDPR, article 5(1)(e): no longer than needed. How often people were asked is looked back on for a year',
  },
  'visit-photos': {
    months: 24,
    atLeast: 6,
    source: 'UK GDPR, article 5(1)(e): no longer than needed. Doorstep’s own shortest time',
  },
  'hand-offs': {
    months: 72,
    atLeast: 72,
    source: 'Limitation Act 1980, section 5: six years to claim on a contract; to be checked before it is relied on',
  },
  stories: {
    months: 24,
    atLeast: 12,
    source: 'UK GDPR, articles 5(1)(e) and 7(3): no longer than needed, nor once consent is withdrawn',
  },
  'personal-packs': {
    months: 24,
    atLeast: 12,
    source: 'UK GDPR, article 5(1)(e): no longer than needed. A year is what the next yearly pack looks back on',
  },
  'policy-clashes': {
    months: 24,
    atLeast: 6,
    source: 'UK GDPR, article 5(1)(e): no longer than needed. Doorstep’s own shortest time',
  },
} as const satisfies Readonly<Record<string, RetentionKind>>;

export type RetentionKindName = keyof typeof retentionKinds;
