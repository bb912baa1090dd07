import { answerReviewRequest, type PolicyReview } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { takeBackAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readPolicyReviews } from './list-policy-reviews.js';

/** Says what came of a review: the policy was changed, or stays, because. */
@Injectable()
export class AnswerPolicyReview {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `answered-already` carries the review as it stands as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<PolicyReview> {
    refuseUnless(caller.roles, 'asks.change');
    const { answer } = parseInput(answerReviewRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const answered = await db.rows(
        `UPDATE policy_reviews SET answer = $3, answered_by = $4, answered_at = now()
         WHERE organisation_id = $1 AND id = $2 AND raised_on IS NOT NULL AND answered_at IS NULL RETURNING id`,
        [db.organisationId, id, answer, caller.actor],
      );
      const [review] = await readPolicyReviews(db, id);
      if (!review)
        throw new Problem('not-known', 'review-unknown', 'There is no such review. List them to see their ids.');
      if (answered.length === 0)
        throw new Problem('conflict', 'answered-already', 'Somebody has said already what came of it.', review);
      await takeBackAlarm(db, `policy-review:${id}`, caller.actor);
      await writeAudit(db, { actor: caller.actor, action: 'policy-review.answer', subject: `policy-review:${id}` });
      return review;
    });
  }
}
