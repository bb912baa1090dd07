import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { householdOf, type StaffAtRecord } from '../records/index.js';

/** Keeps that one's own tapped answer stays without words: it is brought to mind once and no more (seed row 94). */
@Injectable()
export class EndReminder {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(staff: StaffAtRecord, outcomeId: string): Promise<void> {
    refuseUnless(staff.roles, 'voices.write');
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      const [mine] = await db.rows<{ isEnded: boolean }>(
        `SELECT reminder_ended_at IS NOT NULL AS "isEnded" FROM outcomes
         WHERE organisation_id = $1 AND id = $2 AND staff_id = $3 AND household_id = $4 AND withdrawn_at IS NULL
         FOR UPDATE`,
        [db.organisationId, outcomeId, staff.staffId, owner?.householdId ?? null],
      );
      if (!mine)
        throw new Problem(
          'not-known',
          'outcome-unknown',
          'There is no such answer of yours here, or it was taken back.',
        );
      if (mine.isEnded) return;
      await db.rows('UPDATE outcomes SET reminder_ended_at = now() WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        outcomeId,
      ]);
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'outcome.end-reminder',
        subject: `outcome:${outcomeId}`,
      });
    });
  }
}
