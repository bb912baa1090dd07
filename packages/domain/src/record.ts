/**
 * What a housing system tells us, in one shape whatever the system.
 * Names follow HACT UKHDS where HACT says something. Codes are strings as in HACT; every code keeps a `…Source`
 * twin with the value the host sent. Instants are RFC 3339 in UTC, dates are `YYYY-MM-DD`.
 */

/** HACT Reference: an id and the system (or instance of one) that gave it out, e.g. `hackney/person`. */
export interface Reference {
  readonly id: string;
  readonly allocatedBy: string;
}

/** What a home belongs to that changes whether and how people there may be asked. */
export type Scheme = 'general' | 'sheltered' | 'refuge';

export type HomeKind = 'estate' | 'block' | 'dwelling' | 'non-dwelling' | 'facility' | 'unknown';

export interface HomeRecord {
  readonly entity: 'home';
  readonly reference: Reference;
  /** UPRN (`uprn`, digits only, unpadded) and the repairs system's property reference, when the host sends them. */
  readonly otherReferences: readonly Reference[];
  readonly kind: HomeKind;
  readonly kindSource: string | null;
  readonly scheme: Scheme;
  readonly addressLines: readonly string[];
  readonly postalCode: string | null;
  readonly parentReference: Reference | null;
  readonly isActive: boolean;
}

export type PersonKind = 'tenant' | 'leaseholder' | 'freeholder' | 'household-member' | 'occupant' | 'unknown';

export interface PersonRecord {
  readonly entity: 'person';
  readonly reference: Reference;
  readonly otherReferences: readonly Reference[];
  readonly fullName: string;
  readonly title: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: string | null;
  readonly dateOfDeath: string | null;
  readonly kinds: readonly PersonKind[];
  /** The tenancies the person's own record names. The only trustworthy link in Hackney's search index. */
  readonly tenancyReferences: readonly Reference[];
}

export interface TenancyMember {
  readonly reference: Reference;
  readonly fullName: string;
  readonly dateOfBirth: string | null;
  readonly isResponsible: boolean;
}

export interface TenancyRecord {
  readonly entity: 'tenancy';
  readonly reference: Reference;
  readonly otherReferences: readonly Reference[];
  readonly homeReference: Reference | null;
  readonly typeCode: string | null;
  readonly typeSource: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** Hackney's rule: no end, an unreadable end or 1900-01-01 means active; else active until the end. */
  readonly isActive: boolean;
  readonly isMutualExchange: boolean;
  readonly successionDate: string | null;
  readonly evictionDate: string | null;
  readonly noticeServedDate: string | null;
  readonly members: readonly TenancyMember[];
}

export type RepairPhase =
  | 'requested'
  | 'open'
  | 'scheduled'
  | 'in-progress'
  | 'on-hold'
  | 'awaiting-approval'
  | 'completed'
  | 'cancelled'
  | 'no-access'
  | 'superseded'
  | 'unknown';

export interface RepairRecord {
  readonly entity: 'repair';
  readonly reference: Reference;
  readonly homeReference: Reference | null;
  readonly description: string;
  /** HACT WorkPriorityCode '1' immediate … '5' inspection; null when the host's code is not one of them. */
  readonly priorityCode: '1' | '2' | '3' | '4' | '5' | null;
  readonly prioritySource: string | null;
  readonly phase: RepairPhase;
  readonly statusSource: string | null;
  readonly tradeCode: string | null;
  readonly tradeName: string | null;
  readonly contractor: string | null;
  readonly raisedAt: string | null;
  /** When the work ended, where the host says; Hackney's list does not, so null there. */
  readonly completedAt: string | null;
  readonly isEmergency: boolean;
  /** Damp, mould or another hazard under Awaab's Law, as the host marks it. */
  readonly isHazard: boolean;
}

export interface AppointmentRecord {
  readonly entity: 'appointment';
  /** Work order, source id and start together: Universal Housing repeats appointment ids. */
  readonly reference: Reference;
  readonly repairReference: Reference;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly lifecycle: 'planned' | 'started' | 'completed' | 'cancelled' | 'no-access' | 'unknown';
  readonly lifecycleSource: string | null;
}

export interface AlertRecord {
  readonly entity: 'alert';
  readonly reference: Reference;
  readonly personReference: Reference;
  /** HACT person alert (`20-70`) or the host's own code (`CV`), hyphens made ASCII. Alert text is never taken. */
  readonly code: string;
  readonly codeSource: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly isActive: boolean;
}

export type CaseKind = 'complaint' | 'asb' | 'succession' | 'possession' | 'disrepair' | 'name-change' | 'other';

export interface CaseRecord {
  readonly entity: 'case';
  readonly reference: Reference;
  readonly kind: CaseKind;
  readonly kindSource: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly relatedTo: readonly Reference[];
}

export type ContactKind =
  | 'phone-call'
  | 'email'
  | 'text-message'
  | 'letter'
  | 'visit'
  | 'no-access'
  | 'portal-message'
  | 'repair-request'
  | 'note'
  | 'complaint'
  | 'survey'
  | 'unknown';

/** An everyday contact that the host keeps itself: a call, a visit, a message. Never a word of what was said. */
export interface ContactRecord {
  readonly entity: 'contact';
  readonly reference: Reference;
  readonly kind: ContactKind;
  readonly kindSource: string | null;
  /** `inbound`: the resident got in touch. */
  readonly direction: 'inbound' | 'outbound' | 'internal' | 'unknown';
  readonly occurredAt: string;
  /** Whom and what it was about, as far as the host says. */
  readonly personReference: Reference | null;
  readonly tenancyReference: Reference | null;
  readonly homeReference: Reference | null;
  readonly repairReference: Reference | null;
}

export type CanonicalRecord =
  | HomeRecord
  | PersonRecord
  | TenancyRecord
  | RepairRecord
  | AppointmentRecord
  | AlertRecord
  | CaseRecord
  | ContactRecord;

export type Entity = CanonicalRecord['entity'];
