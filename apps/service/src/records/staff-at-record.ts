import { Problem } from '../platform/problem.js';
import type { RecordSystems } from './household-of.js';

/** Who is at work, with which roles, at which record of the host. */
export interface StaffAtRecord {
  readonly organisationId: string;
  readonly staffId: string;
  readonly roles: readonly string[];
  readonly record: { readonly type: 'person' | 'tenancy' | 'home'; readonly id: string };
  readonly systems: RecordSystems;
}

/** A note typed on one record is never kept on another. Throws `Problem`. */
export function refuseOtherRecord(staff: StaffAtRecord, record: StaffAtRecord['record']): void {
  if (record.type !== staff.record.type || record.id !== staff.record.id) {
    throw new Problem('conflict', 'another-record', 'This was written on another record. Open that record to save it.');
  }
}

/** For a record that no sync has brought yet. */
export function recordUnknown(): Problem {
  return new Problem('not-known', 'record-unknown', 'We do not know this record yet. It comes with the next sync.');
}
