import { DAY, dayOf, HOUR, mondayOf } from './calendar.js';
import type { Dice } from './dice.js';
import type { Household } from './households.js';
import { COMMUNAL_JOBS, JOBS, PRIORITIES, VOID_JOB, type Job, type Priority } from './jobs.js';
import { isClosed } from './status.js';
import type { Dwelling, Stock } from './stock.js';
import type { StoryCode } from './stories.js';

export type Slot = 'AM' | 'PM';

/** One work order, as kept. The two wire forms are made from it when it is asked for. */
export interface WorkOrder {
  readonly reference: number;
  readonly raisedMs: number;
  readonly property: string;
  readonly propertyPostCode: string;
  readonly propertyReference: string;
  readonly owner: string;
  readonly description: string;
  readonly tradeCode: string;
  readonly tradeDescription: string;
  readonly priority: Priority;
  readonly isFollowOn: boolean;
  needsFollowOn: boolean;
  statusCode: number;
  closedMs: number | null;
  /** The flag that orders of Awaab's Law carry; left out, none was given. */
  readonly isDampOrMould?: boolean;
  /** Midnight (UTC) of the visit's day, and the half of it. */
  appointment: { dayMs: number; slot: Slot; lifecycle: 'PLANNED' | 'STARTED' | 'COMPLETED' | 'UNDEFINED' } | null;
}

type Draft = Omit<WorkOrder, 'reference'>;

interface Place {
  readonly property: string;
  readonly propertyPostCode: string;
  readonly propertyReference: string;
}

export const FIRST_REFERENCE = 10_000_001;
const HISTORY_DAYS = 548;
const ORDERS_A_HOME = [
  { weight: 35, count: 0 },
  { weight: 30, count: 1 },
  { weight: 20, count: 2 },
  { weight: 10, count: 3 },
  { weight: 5, count: 4 },
] as const;
const CLOSED_AS = [
  { weight: 880, code: 50 },
  { weight: 20, code: 40 },
  { weight: 50, code: 1000 },
  { weight: 40, code: 30 },
  { weight: 4, code: 130 },
  { weight: 6, code: 1500 },
] as const;
const OPEN_AS = [
  { weight: 56, code: 80 },
  { weight: 20, code: 120 },
  { weight: 6, code: 90 },
  { weight: 6, code: 110 },
  { weight: 4, code: 70 },
  { weight: 3, code: 1010 },
  { weight: 2, code: 1080 },
  { weight: 1, code: 1090 },
  { weight: 2, code: 200 },
] as const;

interface StoryJob {
  readonly trade: Job['trade'];
  readonly description: string;
  readonly priority: Priority;
  readonly doneDaysAgo: number;
  readonly owner: string;
}

const STORY_JOBS: Readonly<Record<StoryCode, StoryJob>> = {
  'kitchen-tap': {
    trade: ['PL', 'Plumbing - PL'],
    description: 'Kitchen: mixer tap dripping, renew washer and reseat',
    priority: PRIORITIES.normal,
    doneDaysAgo: 1,
    owner: 'Repairs Direct',
  },
  'gas-check': {
    trade: ['GS', 'Gas Servicing - GS'],
    description: 'LGSR: annual gas safety check and boiler service',
    priority: PRIORITIES.planned,
    doneDaysAgo: 2,
    owner: 'Gas Servicing Partners',
  },
  complaint: {
    trade: ['PL', 'Plumbing - PL'],
    description: 'Bathroom: basin waste leaking, reseal trap',
    priority: PRIORITIES.normal,
    doneDaysAgo: 3,
    owner: 'Repairs Direct',
  },
  refuge: {
    trade: ['EL', 'Electrical - EL'],
    description: 'Hall: light fitting not working, renew',
    priority: PRIORITIES.normal,
    doneDaysAgo: 2,
    owner: 'Repairs Direct',
  },
  bereaved: {
    trade: ['PL', 'Plumbing - PL'],
    description: 'Bathroom: WC not filling, renew ball valve',
    priority: PRIORITIES.normal,
    doneDaysAgo: 2,
    owner: 'Repairs Direct',
  },
  emergency: {
    trade: ['EL', 'Electrical - EL'],
    description: 'Total loss of power, attend and make safe',
    priority: PRIORITIES.emergency,
    doneDaysAgo: 1,
    owner: 'Repairs Direct',
  },
  joint: {
    trade: ['EL', 'Electrical - EL'],
    description: 'Bathroom: extractor fan noisy, overhaul',
    priority: PRIORITIES.normal,
    doneDaysAgo: 3,
    owner: 'Repairs Direct',
  },
};

/**
 * About 1.2 orders a home over the last eighteen months, none after `today`, numbered in the order raised.
 *
 * @param households current household by dwelling id; a dwelling without one is void
 * @param today midnight of the day, milliseconds
 */
export function makeWorkOrders(
  dice: Dice,
  stock: Stock,
  households: ReadonlyMap<string, Household>,
  today: number,
): WorkOrder[] {
  const drafts: Draft[] = [];
  for (const dwelling of stock.dwellings) {
    const place = placeOf(dwelling);
    if (dwelling.story !== null) {
      drafts.push(storyOrder(dice, place, STORY_JOBS[dwelling.story], today));
      continue;
    }
    if (!households.has(dwelling.id)) {
      drafts.push(order(dice, place, VOID_JOB, today - dice.whole(1, 30) * DAY, today, false));
      continue;
    }
    for (let left = dice.weighted(ORDERS_A_HOME).count; left > 0; left--) {
      // A little more of late than long ago: about one home in ten had a visit in the last fortnight.
      const raised = today - dice.fraction() ** 1.25 * HISTORY_DAYS * DAY;
      const first = order(dice, place, dice.weighted(JOBS), raised, today, false);
      drafts.push(first);
      if (first.closedMs !== null && first.statusCode === 50 && dice.chance(0.04)) {
        first.needsFollowOn = true;
        drafts.push(followOn(dice, first, today));
      }
    }
  }
  for (const block of stock.blocks) {
    if (!dice.chance(0.5)) continue;
    const place = {
      property: block.name,
      propertyPostCode: block.postCode,
      propertyReference: block.propertyReference,
    };
    const raised = today - dice.fraction() * HISTORY_DAYS * DAY;
    drafts.push(order(dice, place, dice.weighted(COMMUNAL_JOBS), raised, today, false));
  }
  drafts.sort((a, b) => a.raisedMs - b.raisedMs);
  bringForward(drafts, today);
  return drafts.map((draft, i) => ({ reference: FIRST_REFERENCE + i, ...draft }));
}

/** Somebody is out today and tomorrow: of the visits to come every third is today's, and every third tomorrow's. */
function bringForward(drafts: readonly Draft[], today: number): void {
  const toCome = drafts.flatMap(({ appointment, closedMs }) =>
    closedMs === null && appointment?.lifecycle === 'PLANNED' && appointment.dayMs > today ? [appointment] : [],
  );
  toCome.forEach((visit, at) => {
    if (at % 3 < 2) visit.dayMs = dayOf(today) + (at % 3) * DAY;
  });
}

function order(dice: Dice, place: Place, job: Job, raised: number, today: number, isFollowOn: boolean): Draft {
  const { priority } = dice.weighted(job.priorities);
  const raisedMs = Math.min(Math.floor(dayOf(raised) + (7 + dice.fraction() * 11) * HOUR), today - HOUR);
  const [soonest, latest] = priority.doneDays;
  const due = raisedMs + (soonest + dice.fraction() * (latest - soonest)) * DAY;
  const isQuick = latest <= 1;
  const doneMs = isQuick ? Math.floor(due + HOUR) : visitTime(dice, due);
  const isDone = doneMs < today && doneMs > raisedMs;
  const statusCode = isDone ? dice.weighted(CLOSED_AS).code : dice.weighted(OPEN_AS).code;
  const slot: Slot = new Date(doneMs).getUTCHours() < 12 ? 'AM' : 'PM';
  return {
    raisedMs,
    ...place,
    owner: job.owner,
    description: dice.pick(job.descriptions),
    tradeCode: job.trade[0],
    tradeDescription: job.trade[1],
    priority,
    isFollowOn,
    needsFollowOn: false,
    statusCode,
    closedMs: isDone && isClosed(statusCode) ? doneMs : null,
    appointment: isQuick ? null : { dayMs: dayOf(doneMs), slot, lifecycle: lifecycleOf(statusCode) },
  };
}

function followOn(dice: Dice, first: Draft, today: number): Draft {
  const job: Job = {
    weight: 1,
    trade: [first.tradeCode, first.tradeDescription],
    owner: first.owner,
    priorities: [{ weight: 1, priority: PRIORITIES.normal }],
    descriptions: [`Follow on: ${first.description}`],
  };
  const place = {
    property: first.property,
    propertyPostCode: first.propertyPostCode,
    propertyReference: first.propertyReference,
  };
  return order(dice, place, job, first.closedMs ?? first.raisedMs, today, true);
}

function storyOrder(dice: Dice, place: Place, job: StoryJob, today: number): Draft {
  const closedMs = today - job.doneDaysAgo * DAY + 10 * HOUR + dice.whole(5, 55) * 60_000;
  const isQuick = job.priority.doneDays[1] <= 1;
  const raisedMs = isQuick ? closedMs - 3 * HOUR : mondayOf(closedMs - 12 * DAY) + 9 * HOUR + dice.whole(0, 3_000_000);
  return {
    raisedMs,
    ...place,
    owner: job.owner,
    description: job.description,
    tradeCode: job.trade[0],
    tradeDescription: job.trade[1],
    priority: job.priority,
    isFollowOn: false,
    needsFollowOn: false,
    statusCode: 50,
    closedMs,
    appointment: isQuick ? null : { dayMs: dayOf(closedMs), slot: 'AM', lifecycle: 'COMPLETED' },
  };
}

/** A moment in a working day, at or after 08:15 and before 17:30, never on a Sunday. */
function visitTime(dice: Dice, ms: number): number {
  const day = dayOf(ms);
  const working = new Date(day).getUTCDay() === 0 ? day + DAY : day;
  return Math.floor(working + (8.25 + dice.fraction() * 9.2) * HOUR);
}

/** What the scheduler says of a visit when the order stands so. */
export function lifecycleOf(statusCode: number): 'PLANNED' | 'COMPLETED' | 'UNDEFINED' {
  if (statusCode === 40 || statusCode === 50) return 'COMPLETED';
  return isClosed(statusCode) ? 'UNDEFINED' : 'PLANNED';
}

function placeOf(dwelling: Dwelling): Place {
  return {
    property: dwelling.address.addressLine1,
    propertyPostCode: dwelling.address.postCode,
    propertyReference: dwelling.propertyReference,
  };
}
