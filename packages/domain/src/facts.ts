import type { CaseKind, RepairPhase, Scheme } from './record.js';

/**
 * Everything one decision may look at, read in one go and kept with the decision, so that it can be explained and
 * repeated a year later. Instants are RFC 3339 UTC, dates `YYYY-MM-DD`. No field may describe how likely, valuable,
 * difficult or engaged a person is: nothing here scores anyone.
 */
export interface DecisionFacts {
  /** The database's clock, never the worker's. */
  readonly now: string;
  readonly contact: ContactFacts;
  readonly household: HouseholdFacts;
  readonly source: SourceFacts;
}

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
  readonly alerts: readonly AlertFact[];
  readonly cases: readonly CaseFact[];
  readonly repairs: readonly RepairFact[];
  readonly preferences: readonly PreferenceFact[];
  /** Our own log of asks of this household, newest first, over the last 24 months. */
  readonly asks: readonly AskFact[];
  /** Voices from this household that nobody has answered. */
  readonly repliesOwed: number;
  /** Prompt kinds that stand open for this household now. */
  readonly openPromptKinds: readonly PromptKind[];
  /** When we last heard from this household, on contact history alone. */
  readonly lastHeardAt: string | null;
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

/** What the household told us about being asked. `theme` null means everything. */
export interface PreferenceFact {
  readonly kind: 'do-not-ask' | 'ask-more';
  readonly theme: string | null;
  readonly since: string;
}

export interface AskFact {
  readonly askedAt: string;
  readonly promptCode: string;
  readonly theme: string;
  readonly result: 'open' | 'answered' | 'not-this-time' | 'expired' | 'withdrawn';
}

export interface SourceFacts {
  /** When the host's suppression facts were last read in full; null: never. */
  readonly readAt: string | null;
  /** When the household's alerts were last read; null: could not be read. */
  readonly alertsReadAt: string | null;
}

export type PromptKind = 'tell-them' | 'reply-due' | 'invite' | 'ask' | 'check-preference';
