import type { FixedPoint } from './rule/rule.js';
import type { CaseKind, RepairPhase, Scheme } from './record.js';
import type { HandOffRoute } from './routing/hand-off-route.js';

/**
 * Everything one decision may look at, read in one go and kept with the decision, so that it can be explained and
 * repeated a year later. Instants are RFC 3339 UTC, dates `YYYY-MM-DD`. No field may describe how likely, valuable,
 * difficult or engaged a person is: nothing here scores anyone.
 */
export interface DecisionFacts {
  /** The database's clock, never the worker's. */
  readonly now: string;
  readonly moment: MomentFacts;
  readonly contact: ContactFacts;
  readonly household: HouseholdFacts;
  readonly source: SourceFacts;
}

/** By which a household is asked. A `message` is a text or an e-mail. */
export type Channel = 'in-person' | 'phone' | 'message' | 'letter';

/** When and how the question would be put. Known in part when it is decided, in full when it is shown or sent. */
export interface MomentFacts {
  readonly at: 'decision' | 'display' | 'send';
  readonly channel: Channel;
  /** Who would put the question; null: not known yet, or nobody does (a message, a letter). */
  readonly staff: StaffFacts | null;
  /** What staff tapped at this contact. */
  readonly taps: readonly Tap[];
  readonly supportPresent: readonly Support[];
}

export interface StaffFacts {
  /** Questions they put to anyone on this day in London, not counting the one at hand. */
  readonly askedToday: number;
  /** Whether someone of this household raised a concern about them that is still open. */
  readonly isConcernedByOpenConcern: boolean;
}

export type Tap = 'only-minor-present' | 'not-the-moment' | 'staff-not-comfortable' | 'not-the-household';

export type Support = 'interpreter' | 'sign-language' | 'representative';

export interface ContactFacts {
  readonly id: string;
  /** What happened to which record of the host, e.g. `10000950:repair-completed`: the same on every reading. */
  readonly reference: string;
  /** One of the contact type codes, or null where the mapping knows no type for what the host sent. */
  readonly typeCode: string | null;
  /** What the host said, for the list of unmapped events. */
  readonly typeSource: string;
  readonly occurredAt: string;
  readonly repair: ContactRepairFacts | null;
}

export interface ContactRepairFacts {
  /** As the host shows it, e.g. `10000950`. */
  readonly reference: string;
  readonly description: string;
  readonly tradeCode: string | null;
  readonly tradeName: string | null;
  readonly isEmergency: boolean;
  readonly isHazard: boolean;
  readonly finishedAt: string | null;
}

/** An open ask whose roll the household is on, and about which it was neither heard nor would rather not say. */
export interface RollCallFact {
  readonly askId: string;
  /** What the ask is stuck on, for a household that was heard in it: `question` and `why` are of that. Left out: the ask. */
  readonly stuckId?: string;
  /** What somebody is wondering, for the same, where it has not its answers yet. */
  readonly wonderId?: string;
  readonly question: string;
  /** Why we ask, as it is read out. */
  readonly why: string;
  readonly theme: string | null;
  readonly alreadyDecided: readonly FixedPoint[];
  readonly stillOpen: readonly string[];
  /** `YYYY-MM-DD`, the last day for answers. */
  readonly closesOn: string;
  readonly openedAt: string;
}

/** What they were told came of something they said, where nobody asked yet whether it felt listened to. */
export interface ToldFact {
  readonly tellingId: string;
  readonly toldAt: string;
}

/** What they said that came to an end, where they answered that this felt listened to, at least partly. */
export interface ClosedLoopFact {
  readonly answeredAt: string;
  /** What it was about; null: nobody said. */
  readonly theme: string | null;
}

export interface HouseholdFacts {
  /** The tenancy's id, or null when the contact's home has no active tenancy. */
  readonly tenancyId: string | null;
  /** Living people aged 18 or over who hold the tenancy; never a child (no one is asked who is under 18). */
  readonly adults: number;
  readonly tenancyStartDate: string | null;
  readonly evictionDate: string | null;
  readonly noticeServedDate: string | null;
  readonly successionDate: string | null;
  /** Latest date of death of anyone in the household. */
  readonly lastDeathDate: string | null;
  readonly scheme: Scheme;
  /** Where the home is in the landlord's own terms, for settings that differ by place. */
  readonly place: PlaceFacts;
  /** `YYYY-MM-DD` on which they moved in, where someone noted it; null: the tenancy's start is all we know. */
  readonly movedInOn: string | null;
  /** `YYYY-MM-DD` of the latest fire, flood or the like at the home. */
  readonly disasterOn: string | null;
  readonly markers: readonly MarkerFact[];
  readonly needs: readonly Need[];
  /**
   * Surveys by the landlord (tenant satisfaction measures) of this household, past and planned: of each the one day that
   * is nearest to now, at its start.
   */
  readonly surveys: readonly SurveyFact[];
  readonly alerts: readonly AlertFact[];
  readonly cases: readonly CaseFact[];
  readonly repairs: readonly RepairFact[];
  readonly preferences: readonly PreferenceFact[];
  /** What was passed on and is open, or was closed within a year. Left out by decisions from before it was looked at. */
  readonly handOffs?: readonly HandOffFact[];
  /** Those it was asked about least often first. Left out by decisions from before there were asks. */
  readonly rollCalls?: readonly RollCallFact[];
  /** The latest first; left out: none. */
  readonly told?: readonly ToldFact[];
  /** The latest within a year; null, or left out by an older decision: none. */
  readonly closedLoop?: ClosedLoopFact | null;
  /** Our own log of asks of this household, newest first, over the last 24 months. */
  readonly asks: readonly AskFact[];
  /** Voices from this household that nobody has answered. */
  readonly repliesOwed: number;
  /** Prompt kinds that stand open for this household now. */
  readonly openPromptKinds: readonly PromptKind[];
  /** When we last heard from this household, on contact history alone. */
  readonly lastHeardAt: string | null;
}

/** Codes of the landlord's patch and scheme; null: none known. */
export interface PlaceFacts {
  readonly patch: string | null;
  readonly scheme: string | null;
  /**
   * Codes of all that the home stands in, from its block outwards to its estate and what that stands in. Left out by
   * decisions from before it was looked at.
   */
  readonly around?: readonly string[];
}

/** `quiet`: nobody is to ask, and nothing here says why. */
export type MarkerKind =
  | 'crisis'
  | 'hospital'
  | 'mental-health-crisis'
  | 'breathing-space'
  | 'insolvency'
  | 'decant'
  | 'quiet';

/** Something the household goes through, without its story. `since` and `until` are `YYYY-MM-DD`, both included. */
export interface MarkerFact {
  readonly kind: MarkerKind;
  /** Null: already. */
  readonly since: string | null;
  /** Null: until cleared. */
  readonly until: string | null;
}

/** What someone of the household needs in order to be asked at all; never why they need it. */
export type Need =
  | 'interpreter'
  | 'sign-language'
  | 'representative'
  | 'large-print'
  | 'easy-read'
  | 'no-internet'
  | 'hearing';

export interface SurveyFact {
  readonly at: string;
}

export interface AlertFact {
  readonly code: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

export interface CaseFact {
  readonly kind: CaseKind;
  readonly isOpen: boolean;
  readonly closedAt: string | null;
}

/** A hand-off that names its household: a restricted one names nobody, and leaves a `quiet` marker at most. */
export interface HandOffFact {
  readonly route: Exclude<HandOffRoute, 'crisis' | 'safeguarding' | 'safeguarding_da' | 'conduct'>;
  readonly openedAt: string;
  /** Null: open. */
  readonly closedAt: string | null;
}

export interface RepairFact {
  readonly reference: string;
  readonly phase: RepairPhase;
  readonly isEmergency: boolean;
  readonly isHazard: boolean;
  /** Work at the way into the home, as `isEntryRepair` tells from its words, which are not kept here. */
  readonly isEntry: boolean;
  /** When it was seen to end, or null while open. */
  readonly endedAt: string | null;
  readonly raisedAt: string | null;
}

/**
 * What the household told us about being asked. `theme` null means everything. Who wants to be told only, or left in
 * peace for a while, is not asked either; who wants to work with us may be asked as one who wants to be asked more.
 * An answer we owe may be brought to those who want to be told, and waits for the others.
 */
export interface PreferenceFact {
  readonly kind: 'do-not-ask' | 'tell-me' | 'ask-more' | 'work-with-me' | 'pause';
  readonly theme: string | null;
  readonly since: string;
  /** RFC 3339; null, or left out by an older decision: until they say otherwise. */
  readonly until?: string | null;
}

export interface AskFact {
  readonly askedAt: string;
  readonly promptCode: string;
  readonly theme: string;
  /** Null: not known. */
  readonly channel: Channel | null;
  readonly result: 'open' | 'answered' | 'not-this-time' | 'expired' | 'withdrawn';
}

export interface SourceFacts {
  /** When the host's suppression facts were last read in full; null: never. */
  readonly readAt: string | null;
  /** When the household's alerts were last read; null: could not be read. */
  readonly alertsReadAt: string | null;
}

export type PromptKind = 'tell-them' | 'reply-due' | 'invite' | 'ask' | 'check-preference';
