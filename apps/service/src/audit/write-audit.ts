import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

export interface AuditEntry {
  /** Who did it: `staff:<id>`, `api-key:<id>`, `command-line`, or `doorstep` for the service itself. */
  readonly actor: string;
  /** Room and verb, e.g. `outcome.record`. */
  readonly action: string;
  /** What it was done to, as `<kind>:<our id>`. Never a name or words. */
  readonly subject: string;
  /** It must not say when on its day: with who looked at what just before, that would tell of whom it is. */
  readonly isByDay?: boolean;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Adds to the audit in the transaction of the act itself: no act without its entry, no entry without its act. */
export async function writeAudit(db: Transaction, entry: AuditEntry): Promise<void> {
  const isByDay = entry.isByDay ?? false;
  await db.rows(
    `INSERT INTO audit_entries (organisation_id, id, at, actor, action, subject, detail)
     VALUES ($1, $2, CASE WHEN $3 THEN date_trunc('day', clock_timestamp(), 'UTC') ELSE clock_timestamp() END, $4, $5, $6, $7)`,
    [
      ...[db.organisationId, isByDay ? randomUUID() : uuidv7(), isByDay],
      ...[entry.actor, entry.action, entry.subject, JSON.stringify(entry.detail ?? {})],
    ],
  );
}
