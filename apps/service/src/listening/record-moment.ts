import type { MomentRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, writeOnce } from '../platform/write-once.js';
import { householdOf, lockHousehold, recordUnknown, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';

/**
 * Keeps that it was not the moment, and closes what stood open for this contact. The question was never put, so it
 * counts for nothing: not against the household's budget, not as "not today". Which of the three taps of "not now" it
 * was is written nowhere, and the key's hash cannot tell.
 */
@Injectable()
export class RecordMoment {
  constructor(private readonly database: Database) {}

  /** `key` is the Idempotency-Key header. Throws `Problem`. */
  async run(staff: StaffAtRecord, request: MomentRequest, key: string | undefined): Promise<{ momentId: string }> {
    refuseOtherRecord(staff, request.record);
    const kind = request.tap === 'not-the-household' ? 'not-the-household' : 'not-now';
    const once = writeOnce(key, { ...request, tap: kind });
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner?.householdId) throw recordUnknown();
      await takeTurn(db, staff.staffId, once);
      await lockHousehold(db, owner.householdId);
      const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM moments WHERE organisation_id = $1 AND staff_id = $2 AND idempotency_key = $3`,
        [staff.organisationId, staff.staffId, once.idempotencyKey],
      );
      if (stored) {
        refuseReuse(stored, once);
        return { momentId: stored.id };
      }
      const promptId = request.promptId ?? null;
      const id = uuidv7();
      await db.rows(
        `INSERT INTO moments (organisation_id, id, household_id, contact_id, prompt_id, kind, staff_id, idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          staff.organisationId,
          id,
          owner.householdId,
          await contactOf(db, owner.householdId, promptId),
          promptId,
          kind,
          staff.staffId,
          once.idempotencyKey,
          once.requestHash,
        ],
      );
      await db.rows(
        `UPDATE prompts SET state = 'withdrawn', closed_at = now()
         WHERE organisation_id = $1 AND household_id = $2 AND state = 'open' AND ($3::uuid IS NULL OR id = $3)`,
        [staff.organisationId, owner.householdId, promptId],
      );
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'moment.record',
        subject: `moment:${id}`,
        detail: { prompt: promptId },
      });
      return { momentId: id };
    });
  }
}

/** The contact that the tap was at: that of the prompt, else the household's latest; null where it has had none. */
async function contactOf(db: Transaction, householdId: string, promptId: string | null): Promise<string | null> {
  const [found] = await db.rows<{ id: string }>(
    promptId === null
      ? `SELECT id FROM contacts WHERE organisation_id = $1 AND tenancy_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT 1`
      : `SELECT d.contact_id AS id FROM prompts q JOIN decisions d ON d.organisation_id = $1 AND d.id = q.decision_id
         WHERE q.organisation_id = $1 AND q.household_id = $2 AND q.id = $3`,
    promptId === null ? [db.organisationId, householdId] : [db.organisationId, householdId, promptId],
  );
  if (promptId !== null && !found)
    throw new Problem(
      'conflict',
      'prompt-closed',
      'This question is not one for this household. Open the record again.',
    );
  return found?.id ?? null;
}
