import type { CaseKind, Channel, ContactFacts, RepairPhase, Scheme } from '@doorstep/domain';

/** What happened in one home over the year and before it. Instants are milliseconds since 1970, dates `YYYY-MM-DD`. */
export interface History {
  /** Its place in the landlord's list. */
  readonly place: number;
  /** Null: nobody holds it. */
  readonly tenancyId: string | null;
  readonly tenancyStartDate: string | null;
  readonly evictionDate: string | null;
  readonly noticeServedDate: string | null;
  readonly successionDate: string | null;
  readonly scheme: Scheme;
  readonly parent: string | null;
  /** Who holds the tenancy. */
  readonly holders: Holder[];
  /** Dates of death of anyone who lived there. */
  readonly deaths: string[];
  readonly alerts: AlertSpell[];
  readonly cases: CaseSpell[];
  readonly repairs: RepairSpell[];
  readonly preferences: PreferenceSpell[];
  readonly contacts: Contact[];
}

export interface Holder {
  readonly bornOn: string | null;
  diedOn: string | null;
}

/** From its first day through its last; null: no end. */
export interface AlertSpell {
  readonly code: string;
  readonly startDate: string;
  readonly endDate: string | null;
}

export interface CaseSpell {
  readonly kind: CaseKind;
  readonly openedAt: number;
  /** Null: not in this year. */
  readonly closedAt: number | null;
}

export interface RepairSpell {
  readonly reference: string;
  readonly isEmergency: boolean;
  readonly isHazard: boolean;
  readonly isEntry: boolean;
  readonly raisedAt: number;
  /** Null: not in this year. */
  readonly endedAt: number | null;
  /** What it ends as, or stands as where it does not. */
  readonly phase: RepairPhase;
}

export interface PreferenceSpell {
  readonly kind: 'do-not-ask' | 'ask-more';
  /** Null: everything. */
  readonly theme: string | null;
  readonly since: number;
  /** Null: until further notice. */
  readonly until: number | null;
}

export interface Contact {
  readonly at: number;
  readonly channel: Channel;
  readonly facts: ContactFacts;
}
