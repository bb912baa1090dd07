import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import type { WriteOnce } from '../platform/write-once.js';
import { householdOf, type StaffAtRecord } from '../records/index.js';
import { recordAskEvent } from './record-ask-event.js';

/** Lets the household of the record go from the ask in which it said something: in one step, no reason asked. */
@Injectable()
export class LeaveAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`, the same where there is no such voice and where it was said to no ask. Left already, nothing changes. */
  async run(staff: StaffAtRecord, voiceId: string, once: WriteOnce): Promise<void> {
    refuseUnless(staff.roles, 'voices.read');
    refuseUnless(staff.roles, 'asks.hear');
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const household = (await householdOf(db, staff.systems, staff.record))?.householdId ?? null;
      const [found] = await db.rows<{ askId: string; state: string }>(
        `SELECT a.id AS "askId", h.state FROM voices v
         JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
         JOIN asks a ON a.organisation_id = $1 AND a.topic_id = t.topic_id
         JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = a.id AND h.household_id = v.household_id
         WHERE v.organisation_id = $1 AND v.id = $2 AND v.household_id = $3 AND v.withdrawn_at IS NULL`,
        [db.organisationId, voiceId, household],
      );
      if (!found || household === null)
        throw new Problem('not-known', 'voice-unknown', 'There is no such voice here, or it was said to no ask.');
      if (found.state === 'declined') return;
      const { organisationId, roles } = staff;
      const caller = { organisationId, actor: `staff:${staff.staffId}`, roles };
      await recordAskEvent(db, caller, found.askId, { household, kind: 'left' }, once);
    });
  }
}
