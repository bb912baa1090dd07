import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { Database } from '../platform/database/database.js';

/**
 * Raises a review with leads where a policy was said not to fit on as many days as the landlord set, and every one of those
 * sentences is still there. Never on the day of the last of them: when it was raised would tell when that was said.
 */
@Injectable()
export class RaisePolicyReviews {
  constructor(private readonly database: Database) {}

  /** Answers how many were raised. */
  async run(organisationId: string): Promise<number> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const raised = await db.rows<{ id: string }>(
        `UPDATE policy_reviews r SET raised_on = d.today, last_day = NULL
         FROM (SELECT o.clash_days AS days, (now() AT TIME ZONE 'Europe/London')::date AS today
           FROM organisations o WHERE o.id = $1) d
         WHERE r.organisation_id = $1 AND r.raised_on IS NULL AND r.days >= d.days AND r.last_day < d.today
           AND d.days <= (SELECT count(*) FROM policy_clashes c WHERE c.organisation_id = $1 AND c.review_id = r.id)
         RETURNING r.id`,
        [db.organisationId],
      );
      for (const { id } of raised)
        await raiseAlarm(db, { kind: 'policy-clashes', subject: `policy-review:${id}`, toEmail: null });
      return raised.length;
    });
  }
}
