import type { Channel, Need } from '../facts.js';

export type LadderStepNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One way of reaching a household that nobody has heard from. */
export interface LadderStep {
  readonly step: LadderStepNumber;
  readonly code: string;
  readonly name: string;
  /** Null: whichever the household told us, or none in particular. */
  readonly channel: Channel | null;
  /** Days from the first try until the next step may begin. */
  readonly waitDays: number;
  readonly tries: 1 | 2;
  /** Whether it puts a question to this household, and so counts in its yearly budget. A second try does not again. */
  readonly counts: boolean;
  /** Needs for which it is never the way. */
  readonly neverWith: readonly Need[];
}

const spokenFor: readonly Need[] = ['representative'];
const needsLanguage: readonly Need[] = ['interpreter', 'sign-language', ...spokenFor];

/** The ladder, in order. What belongs to a step that no need forbids, such as large print in a letter, goes with it. */
export const ladderSteps: readonly LadderStep[] = [
  {
    step: 0,
    code: 'natural-contact',
    name: 'The next visit or call that takes place anyway',
    channel: null,
    waitDays: 90,
    tries: 1,
    counts: false,
    neverWith: [],
  },
  {
    step: 1,
    code: 'preferred-way',
    name: 'The way they told us they prefer',
    channel: null,
    waitDays: 14,
    tries: 2,
    counts: true,
    neverWith: spokenFor,
  },
  {
    step: 2,
    code: 'message',
    name: 'A text or e-mail, to answer in their own words without signing in',
    channel: 'message',
    waitDays: 10,
    tries: 2,
    counts: true,
    neverWith: ['large-print', 'easy-read', 'no-internet', ...needsLanguage],
  },
  {
    step: 3,
    code: 'phone',
    name: 'A call from a named person, at two times of day',
    channel: 'phone',
    waitDays: 14,
    tries: 2,
    counts: true,
    neverWith: ['hearing', ...needsLanguage],
  },
  {
    step: 4,
    code: 'letter',
    name: 'A letter, in large print, easy read or their language where they need it',
    channel: 'letter',
    waitDays: 21,
    tries: 1,
    counts: true,
    neverWith: spokenFor,
  },
  {
    step: 5,
    code: 'visit',
    name: 'A visit by someone they know, or with one that is planned',
    channel: 'in-person',
    waitDays: 60,
    tries: 1,
    counts: true,
    neverWith: needsLanguage,
  },
  {
    step: 6,
    code: 'supported',
    name: 'With an advocate, interpreter, carer, peer or partner they trust',
    channel: 'in-person',
    waitDays: 60,
    tries: 1,
    counts: true,
    neverWith: [],
  },
  {
    step: 7,
    code: 'place',
    name: 'A pop-up, walkabout or lounge, where the place is heard and not the person',
    channel: null,
    waitDays: 0,
    tries: 1,
    counts: false,
    neverWith: [],
  },
];

/** After which the ladder ends whatever is left of it, and after which it may begin again. Days. */
export const ladderLengths = { whole: 730, revisitAfter: 365, lookAgainAfter: 1 } as const;

/** Why a household was not heard, as they told us or as we know. */
export const ladderReasons = [
  'not_my_topic',
  'not_this_way',
  'bad_time',
  'dont_trust',
  'couldnt_reach',
  'needs_support',
  'moved',
] as const;

export type LadderReason = (typeof ladderReasons)[number];
