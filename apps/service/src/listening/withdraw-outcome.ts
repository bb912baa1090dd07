import { Injectable } from '@nestjs/common';
import { takeBackAlarm } from '../alarms/index.js';
import { takeBackPromptAnswer } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { takeBackWayToReach, takeBackWishes } from '../preferences/index.js';
import { settleReply } from '../replies/index.js';
import { householdOf, lockHousehold, type StaffAtRecord } from '../records/index.js';
import { takeBackTask } from '../tasks/index.js';

/**
 * Takes back one's own entry, from the record it was made on, within 24 hours: the question stands open again, what it
 * set is lifted, what it ended stands again, and nobody has anything left to do about it.
 */
@Injectable()
export class WithdrawOutcome {
  constructor(private readonly database: Database) {}

  async run(staff: StaffAtRecord, outcomeId: string): Promise<void> {
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (owner?.householdId) await lockHousehold(db, owner.householdId);
      const [mine] = await db.rows<{ prompt_id: string; ask_id: string | null; withdrawn: boolean }>(
        `SELECT prompt_id, withdrawn_at IS NOT NULL AS withdrawn,
           (SELECT q.ask_id FROM prompts q WHERE q.organisation_id = $1 AND q.id = prompt_id) AS ask_id
         FROM outcomes
         WHERE organisation_id = $1 AND id = $2 AND staff_id = $3 AND household_id = $4
           AND recorded_at > now() - interval '24 hours'`,
        [staff.organisationId, outcomeId, staff.staffId, owner?.householdId ?? null],
      );
      if (!mine)
        throw new Problem(
          'not-allowed',
          'cannot-withdraw',
          'Only the person who saved this can take it back, within 24 hours.',
        );
      if (mine.withdrawn) return;
      await db.rows(
        'UPDATE outcomes SET withdrawn_at = now() WHERE organisation_id = $1 AND id = $2 AND withdrawn_at IS NULL',
        [staff.organisationId, outcomeId],
      );
      const taken = await db.rows<{ id: string }>(
        'UPDATE voices SET withdrawn_at = now() WHERE organisation_id = $1 AND outcome_id = $2 AND withdrawn_at IS NULL RETURNING id',
        [staff.organisationId, outcomeId],
      );
      await settleReply(
        db,
        taken.map(({ id }) => id),
        'withdrawn',
      );
      await takeBackPromptAnswer(db, {
        ...{ askId: mine.ask_id, outcomeId, promptId: mine.prompt_id, actor: `staff:${staff.staffId}` },
        householdId: owner?.householdId ?? '',
      });
      await takeBackWishes(db, outcomeId);
      await takeBackWayToReach(db, outcomeId);
      await takeBackTask(db, `outcome:${outcomeId}`, `staff:${staff.staffId}`);
      await takeBackAlarm(db, `outcome:${outcomeId}`, `staff:${staff.staffId}`);
      await db.rows(
        `UPDATE prompts q SET state = 'open', closed_at = NULL
         WHERE q.organisation_id = $1 AND q.id = $2 AND q.expires_at > now() AND NOT EXISTS (
           SELECT FROM prompts o WHERE o.organisation_id = $1 AND o.household_id = q.household_id AND o.kind = q.kind AND o.state = 'open')`,
        [staff.organisationId, mine.prompt_id],
      );
      await writeAudit(db, {
        actor: `staff:${staff.staffId}`,
        action: 'outcome.withdraw',
        subject: `outcome:${outcomeId}`,
      });
    });
  }
}
