import type { CaseRecord, RepairRecord, TenancyRecord } from '../record.js';

/** One record of the mirror before and after a read. `before` null: we had never seen it. Instants are RFC 3339. */
export type MirrorChange =
  | {
      readonly entity: 'repair';
      readonly before: RepairRecord | null;
      readonly after: RepairRecord;
      readonly observedAt: string;
    }
  | {
      readonly entity: 'tenancy';
      readonly before: TenancyRecord | null;
      readonly after: TenancyRecord;
      readonly observedAt: string;
    }
  | {
      readonly entity: 'case';
      readonly before: CaseRecord | null;
      readonly after: CaseRecord;
      readonly observedAt: string;
    };

/** Events before `from` are history. Both RFC 3339. */
export interface ContactWindow {
  readonly from: string;
  readonly now: string;
}

export type ContactKey = 'repair-completed' | 'repair-no-access' | 'tenancy-started' | 'tenancy-ended' | 'case-opened';

export interface DerivedContact {
  /** With the record's reference, names one everyday event for ever: reading it again makes no second contact. */
  readonly key: ContactKey;
  /** Null where no mapping row fits: listed, never guessed. */
  readonly typeCode: string | null;
  /** What the host said, in few distinct values, so that unmapped events can be counted. */
  readonly typeSource: string;
  /** RFC 3339 UTC. */
  readonly occurredAt: string;
}
