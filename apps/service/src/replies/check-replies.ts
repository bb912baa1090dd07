import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { Database } from '../platform/database/database.js';
import { noticesDone, takeNotices } from '../platform/queue/notices.js';

/** The day after what was promised: where nothing newer was said, somebody is told that it is overdue. */
@Injectable()
export class CheckReplies {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, replyIds: readonly string[]): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const due = await takeNotices(db, 'reply-check', replyIds);
      const overdue = await db.rows<{ id: string }>(
        `SELECT r.id FROM replies r
         WHERE r.organisation_id = $1 AND r.id = ANY ($2::uuid[]) AND r.result = 'doing'
           AND r.promised_by < (now() AT TIME ZONE 'Europe/London')::date
           AND NOT EXISTS (SELECT FROM replies n
             WHERE n.organisation_id = $1 AND n.topic_id = r.topic_id AND n.number > r.number)
         ORDER BY r.id`,
        [organisationId, due],
      );
      for (const { id } of overdue)
        await raiseAlarm(db, { kind: 'reply-overdue', subject: `reply:${id}`, toEmail: null });
      await noticesDone(db, 'reply-check', due);
    });
  }
}
