import type { TellingReply, TellingRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { householdOf, recordUnknown, type StaffAtRecord } from '../records/index.js';
import { addTask } from '../tasks/index.js';
import { markTold } from './mark-told.js';

/**
 * Keeps what came of telling them. Told, or wanting to talk about it, settles the debt; that it did not come up leaves
 * it waiting. Recorded again it changes nothing.
 */
@Injectable()
export class RecordTelling {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for what is not to be told to the household of the open record, or was replaced meanwhile. */
  async run(staff: StaffAtRecord, tellingId: string, { result }: TellingRequest): Promise<TellingReply> {
    refuseUnless(staff.roles, 'answers.tell');
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner?.householdId) throw recordUnknown();
      const { householdId } = owner;
      const by = { actor: `staff:${staff.staffId}`, callBackBy: staff.staffId };
      await recordTold(db, { ...by, householdId }, tellingId, result);
      return { state: result === 'did-not-come-up' ? 'waiting' : 'told' };
    });
  }
}

/** Keeps it in the caller's transaction. Throws `Problem` as `markTold` does, before it writes. */
export async function recordTold(
  db: Transaction,
  told: {
    readonly actor: string;
    readonly householdId: string;
    /** Who rings them when they want to talk; null: whoever takes it. */
    readonly callBackBy: string | null;
  },
  tellingId: string,
  result: TellingRequest['result'],
): Promise<void> {
  const { actor, householdId } = told;
  if (result !== 'did-not-come-up') {
    const isNews = await markTold(db, tellingId, { by: actor, way: null, householdId });
    if (isNews && result === 'want-to-talk') await callBack(db, tellingId, told.callBackBy);
  }
  await writeAudit(db, { actor, action: 'telling.record', subject: `telling:${tellingId}`, detail: { result } });
}

/** They want to talk about it: whoever told them sees to it, within the week. */
async function callBack(db: Transaction, tellingId: string, owner: string | null): Promise<void> {
  const [about] = await db.rows<{
    voiceId: string;
    householdId: string | null;
    personId: string | null;
    dueOn: string;
  }>(
    `SELECT voice_id AS "voiceId", household_id AS "householdId", person_id AS "personId",
       ((now() AT TIME ZONE 'Europe/London')::date + 7)::text AS "dueOn"
     FROM tellings WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, tellingId],
  );
  if (about) await addTask(db, { kind: 'call-back', subject: `telling:${tellingId}`, owner, ...about });
}
