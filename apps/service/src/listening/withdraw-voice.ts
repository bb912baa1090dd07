import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { householdOf, type StaffAtRecord } from '../records/index.js';
import { settleReply } from '../replies/index.js';

/** Takes back a note of one's own that answered no prompt, from the record it was made on, within 24 hours. */
@Injectable()
export class WithdrawVoice {
  constructor(private readonly database: Database) {}

  async run(staff: StaffAtRecord, voiceId: string): Promise<void> {
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      const [mine] = await db.rows<{ id: string }>(
        `UPDATE voices SET withdrawn_at = coalesce(withdrawn_at, now())
         WHERE organisation_id = $1 AND id = $2 AND taken_by = $3 AND household_id IS NOT DISTINCT FROM $4
           AND outcome_id IS NULL AND recorded_at > now() - interval '24 hours' RETURNING id`,
        [db.organisationId, voiceId, staff.staffId, owner?.householdId ?? null],
      );
      if (!mine)
        throw new Problem(
          'not-allowed',
          'cannot-withdraw',
          'Only the person who saved this can take it back, within 24 hours.',
        );
      await settleReply(db, [voiceId], 'withdrawn');
      await writeAudit(db, { actor: `staff:${staff.staffId}`, action: 'voice.withdraw', subject: `voice:${voiceId}` });
    });
  }
}
