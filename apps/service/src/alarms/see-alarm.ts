import { alarmSeenRequest, type AlarmSeenRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';

/** Notes that somebody has looked at an alarm. Who was first stays. */
@Injectable()
export class SeeAlarm {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such alarm. */
  async run(actor: string, organisationId: string, alarmId: string, raw: AlarmSeenRequest): Promise<void> {
    const { by } = parseInput(alarmSeenRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const [alarm] = await db.rows<{ isSeen: boolean }>(
        `SELECT seen_at IS NOT NULL AS "isSeen" FROM alarms WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
        [organisationId, alarmId],
      );
      if (!alarm)
        throw new Problem('not-known', 'alarm-unknown', 'There is no such alarm. List them to see their ids.');
      if (alarm.isSeen) return;
      await db.rows(`UPDATE alarms SET seen_at = now(), seen_by = $3 WHERE organisation_id = $1 AND id = $2`, [
        organisationId,
        alarmId,
        by,
      ]);
      await writeAudit(db, { actor, action: 'alarm.see', subject: `alarm:${alarmId}` });
    });
  }
}
