import type { PolicyReview, PolicyReviewsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf, refuseUnless } from '../access/index.js';
import { namesOfAreas } from '../picture/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** The reviews that were raised, those without an answer first, with what was said; what still gathers is shown to nobody. */
@Injectable()
export class ListPolicyReviews {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<PolicyReviewsShown> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await readPolicyReviews(db, null);
      return { items, total: items.length, days: await readClashDays(db) };
    });
  }
}

/** One review, or all of them. What was said stands in no order that tells when. */
export async function readPolicyReviews(db: Transaction, id: string | null): Promise<PolicyReview[]> {
  const reviews = await db.rows<PolicyReview>(
    `SELECT r.id, r.place, r.theme, r.days, r.raised_on::text AS "raisedOn", r.answer,
       ${nameOf('r.answered_by')} AS "answeredBy", ${instant('r.answered_at')} AS "answeredAt",
       ARRAY(SELECT c.words FROM policy_clashes c WHERE c.organisation_id = $1 AND c.review_id = r.id ORDER BY c.words, c.id)
         AS words
     FROM policy_reviews r
     WHERE r.organisation_id = $1 AND r.raised_on IS NOT NULL AND ($2::uuid IS NULL OR r.id = $2)
     ORDER BY r.answered_at DESC NULLS FIRST, r.raised_on DESC, r.id LIMIT 200`,
    [db.organisationId, id],
  );
  const names = await namesOfAreas(
    db,
    reviews.flatMap(({ place }) => place ?? []),
  );
  return reviews.map((review) => ({ ...review, placeName: names.get(review.place ?? '') ?? review.place }));
}

/** On how many days it has to be said that a policy does not fit before a review is raised. */
export async function readClashDays(db: Transaction): Promise<number> {
  const [row] = await db.rows<{ days: number }>('SELECT clash_days AS days FROM organisations WHERE id = $1', [
    db.organisationId,
  ]);
  return row!.days;
}
