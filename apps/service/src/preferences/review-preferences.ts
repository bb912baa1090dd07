import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { noticesDone, takeNotices } from '../platform/queue/notices.js';
import { addTask } from '../tasks/index.js';

/** Staff have so many days to find a moment for it. */
const daysForStaff = 28;

/**
 * Gives staff the task to ask again what was said long ago. What was said holds until then: it is never dropped. May be
 * run twice, and comes to one task.
 */
@Injectable()
export class ReviewPreferences {
  constructor(private readonly database: Database) {}

  /** `ids` are those of ways to reach and of preferences, as the notices name them. */
  async run(organisationId: string, ids: readonly string[]): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const due = await takeNotices(db, 'preference-review', ids);
      const stale = await db.rows<{
        subject: string;
        householdId: string | null;
        personId: string | null;
        dueOn: string;
      }>(
        `WITH today AS (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day), stale AS (
           SELECT 'person:' || w.person_id AS subject, NULL::uuid AS household_id, w.person_id
           FROM ways_to_reach w, today
           WHERE w.organisation_id = $1 AND w.id = ANY ($2::uuid[]) AND w.ended_at IS NULL AND w.review_after <= today.day
           UNION ALL
           SELECT 'household:' || f.household_id, f.household_id, NULL
           FROM preferences f, today
           WHERE f.organisation_id = $1 AND f.id = ANY ($2::uuid[]) AND f.ended_at IS NULL AND f.review_after <= today.day)
         SELECT stale.subject, stale.household_id AS "householdId", stale.person_id AS "personId",
                (today.day + $3::int)::text AS "dueOn"
         FROM stale, today`,
        [organisationId, due, daysForStaff],
      );
      for (const one of stale) await addTask(db, { kind: 'ask-preferences-again', ...one });
      await noticesDone(db, 'preference-review', due);
    });
  }
}
