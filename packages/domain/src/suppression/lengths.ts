import { noticeOfPossession } from '../time/rule-sets.js';

/** One duration or count of the suppression table. */
export interface Length {
  /** Row of the suppression table; null for checks that are not in it. */
  readonly row: number | null;
  readonly value: number;
  readonly unit: 'hours' | 'days' | 'asks' | 'hour of the day';
  /** How far a landlord's own setting may go towards asking more. No setting, at any level, goes past it. */
  readonly floor: { readonly atLeast: number } | { readonly atMost: number };
  readonly source: string;
}

const ownDefault = 'Doorstep default, for a landlord to set as far as the floor';
const ownFloor = 'Doorstep default, which a landlord may make stricter and not looser';

/** Every duration and count that decides whether people may be asked. None is written anywhere else. */
export const lengths = {
  afterEmergency: { row: 6, value: 3, unit: 'days', floor: { atLeast: 3 }, source: ownFloor },
  afterHazard: { row: 7, value: 14, unit: 'days', floor: { atLeast: 14 }, source: ownFloor },
  afterDeath: { row: 8, value: 180, unit: 'days', floor: { atLeast: 180 }, source: ownFloor },
  noticeInForce: {
    row: 9,
    value: noticeOfPossession.values.inForceDays,
    unit: 'days',
    floor: { atLeast: noticeOfPossession.values.inForceDays },
    source: noticeOfPossession.source,
  },
  afterPossession: { row: 9, value: 90, unit: 'days', floor: { atLeast: 90 }, source: ownFloor },
  afterComplaint: { row: 11, value: 30, unit: 'days', floor: { atLeast: 30 }, source: ownFloor },
  betweenAsks: { row: 13, value: 60, unit: 'days', floor: { atLeast: 30 }, source: ownDefault },
  betweenAsksIfMoreWanted: { row: 13, value: 30, unit: 'days', floor: { atLeast: 14 }, source: ownDefault },
  beforeSurvey: { row: 13, value: 14, unit: 'days', floor: { atLeast: 0 }, source: ownDefault },
  asksInPeriod: { row: 14, value: 4, unit: 'asks', floor: { atMost: 4 }, source: ownFloor },
  askPeriod: { row: 14, value: 365, unit: 'days', floor: { atLeast: 365 }, source: ownFloor },
  restAfterTwoRefusals: { row: 16, value: 183, unit: 'days', floor: { atLeast: 90 }, source: ownDefault },
  afterEntryRepair: { row: 26, value: 30, unit: 'days', floor: { atLeast: 30 }, source: ownFloor },
  afterMove: { row: 27, value: 2, unit: 'days', floor: { atLeast: 2 }, source: ownFloor },
  quietFrom: { row: 28, value: 19, unit: 'hour of the day', floor: { atMost: 21 }, source: ownDefault },
  quietUntil: { row: 28, value: 9, unit: 'hour of the day', floor: { atLeast: 8 }, source: ownDefault },
  staffAsksInDay: { row: 29, value: 6, unit: 'asks', floor: { atMost: 12 }, source: ownDefault },
  sourceFresh: { row: 30, value: 24, unit: 'hours', floor: { atMost: 24 }, source: ownFloor },
  contactFresh: { row: null, value: 14, unit: 'days', floor: { atMost: 30 }, source: ownDefault },
} as const satisfies Readonly<Record<string, Length>>;

export type LengthName = keyof typeof lengths;
