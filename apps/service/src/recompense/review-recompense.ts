import { isUnusualRise } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { notice, noticesDone, takeNotices } from '../platform/queue/notices.js';
import { addTask } from '../tasks/index.js';

/** Weeks compared, before a rule changed and at most after it. */
const weeks = 8;
/** Staff have so many days to find a moment for it. */
const daysForStaff = 28;

/**
 * What comes up about recompense on a day of its own: staff are to ask again what somebody said they would like long
 * ago, which holds until then; and for some weeks after a rule changed it is looked at whether far more people than
 * before give their time, which is said once a change. May be run twice.
 */
@Injectable()
export class ReviewRecompense {
  constructor(private readonly database: Database) {}

  /** `ids` are those of preferences and of rules, as the notices name them. */
  async run(organisationId: string, ids: readonly string[]): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const due = await takeNotices(db, 'recompense-review', ids);
      await noticesDone(db, 'recompense-review', due);
      await askAgain(db, due);
      for (const id of due) await lookForRise(db, id);
    });
  }
}

async function askAgain(db: Transaction, due: readonly string[]): Promise<void> {
  const stale = await db.rows<{ personId: string; dueOn: string }>(
    `SELECT f.person_id AS "personId", (today.day + $3::int)::text AS "dueOn"
     FROM recompense_preferences f, (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
     WHERE f.organisation_id = $1 AND f.id = ANY ($2::uuid[]) AND f.ended_at IS NULL AND f.review_after <= today.day`,
    [db.organisationId, due, daysForStaff],
  );
  for (const { personId, dueOn } of stale)
    await addTask(db, { kind: 'ask-recompense-again', subject: `person:${personId}`, personId, dueOn });
}

/** Counts of involvements a week, from the one before the change backwards and from the change on. */
async function lookForRise(db: Transaction, ruleId: string): Promise<void> {
  const [change] = await db.rows<{ before: number[]; after: number[]; nextAt: string }>(
    `SELECT counts.before, counts.after,
            to_char((from_at + (passed + 1) * interval '7 days') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "nextAt"
     FROM (
       SELECT r.kind, r.effective_from::timestamp AT TIME ZONE 'Europe/London' AS from_at,
              -- Of a landlord that began lately, the weeks before it did are not quiet weeks.
              coalesce((SELECT floor(extract(epoch FROM min(i.happened_at) - (r.effective_from::timestamp AT TIME ZONE 'Europe/London')) / 604800)::int
                        FROM involvements i WHERE i.organisation_id = $1), 0) AS first_week,
              least($3, floor(extract(epoch FROM now() - (r.effective_from::timestamp AT TIME ZONE 'Europe/London')) / 604800)::int) AS passed
       FROM recompense_rules r WHERE r.organisation_id = $1 AND r.id = $2) change
     CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(week.count ORDER BY week.number) FILTER (WHERE week.number < 0), '{}') AS before,
              coalesce(array_agg(week.count ORDER BY week.number) FILTER (WHERE week.number >= 0), '{}') AS after
       FROM (
         SELECT number, (
           SELECT count(*)::int FROM involvements i
           WHERE i.organisation_id = $1 AND i.kind = change.kind
             AND i.happened_at >= change.from_at + number * interval '7 days'
             AND i.happened_at < change.from_at + (number + 1) * interval '7 days') AS count
         FROM generate_series(greatest(-$3, least(0, change.first_week)), change.passed - 1) AS number) week) counts`,
    [db.organisationId, ruleId, weeks],
  );
  if (!change) return;
  if (isUnusualRise(change))
    return raiseAlarm(db, { kind: 'unusual-rise', subject: `recompense-rule:${ruleId}`, toEmail: null });
  if (change.after.length < weeks) await notice(db, 'recompense-review', [ruleId], change.nextAt);
}
