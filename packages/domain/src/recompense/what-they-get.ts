import type { InvolvementKind } from './involvement.js';
import type { RecompenseRule } from './recompense-rules.js';

/** How somebody would like to take part. */
export type TakingPartWay = 'come-along' | 'phone' | 'online' | 'visit';

/** The kinds of involvement that each way can come to. */
const kindsOf = {
  'come-along': ['meeting', 'walkabout', 'workshop', 'panel'],
  phone: ['call-back'],
  online: ['conversation'],
  visit: ['conversation'],
} as const satisfies Readonly<Record<TakingPartWay, readonly InvolvementKind[]>>;

const ways = Object.keys(kindsOf) as readonly TakingPartWay[];

/** What one kind of involvement is thanked with at least, for a way of taking part that can come to it. */
export interface WhatTheyGet {
  readonly how: TakingPartWay;
  readonly kind: (typeof kindsOf)[TakingPartWay][number];
  readonly leastPence: number;
  readonly fromMinutes: number;
}

/**
 * What people get for taking part, by the rules that the landlord set and that hold on a `YYYY-MM-DD` day. What is only
 * our own default is promised to nobody.
 */
export function whatTheyGet(rules: readonly RecompenseRule[], day: string): readonly WhatTheyGet[] {
  return ways.flatMap((how) =>
    kindsOf[how].flatMap((kind) => {
      const rule = rules
        .filter((one) => one.kind === kind && one.effectiveFrom <= day)
        .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
      return rule === undefined
        ? []
        : [{ how, kind, leastPence: rule.minimumPence, fromMinutes: rule.offerFromMinutes }];
    }),
  );
}
