import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

export interface AuditEntry {
  /** Who did it: `staff:<id>`, `api-key:<id>`, `command-line`, or `doorstep` for the service itself. */
  readonly actor: string;
  /** Room and verb, e.g. `outcome.record`. */
  readonly action: string;
  /** What it was done to, as `<kind>:<our id>`. Never a name or words. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Adds to the audit in the transaction of the act itself: no act without its entry, no entry without its act. */
export async function writeAudit(db: Transaction, entry: AuditEntry): Promise<void> {
  await db.rows(
    `INSERT INTO audit_entries (organisation_id, id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
    [db.organisationId, uuidv7(), entry.actor, entry.action, entry.subject, JSON.stringify(entry.detail ?? {})],
  );
}
