import type { ReachNeed, ReachWay } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { lockPerson } from '../records/index.js';
import { reviewDate } from './review-date.js';

/** What is known of a person, as far as something may be added to it. */
export interface KnownWay {
  readonly way: ReachWay | null;
  readonly hasEmail: boolean;
  readonly hasMobile: boolean;
}

/** What is added. `way` null: the one that stands, if any, stays. */
export interface AddedToWay {
  readonly way: ReachWay | null;
  readonly needs: readonly ReachNeed[];
}

/**
 * Adds what was said with an outcome to how a person wants to be reached. Whatever else is known stays, and what stood
 * before stands again when the outcome is taken back (`takeBackWayToReach`). `added` says what, given what is known. It
 * must not choose a way that there is no address for. Answers what was known.
 */
export async function addToWayToReach(
  db: Transaction,
  { personId, outcomeId, actor }: { readonly personId: string; readonly outcomeId: string; readonly actor: string },
  added: (known: KnownWay) => AddedToWay,
): Promise<KnownWay> {
  await lockPerson(db, personId);
  const [standing] = await db.rows<KnownWay & { needs: ReachNeed[] }>(
    `SELECT way, email IS NOT NULL AS "hasEmail", mobile IS NOT NULL AS "hasMobile", needs FROM ways_to_reach
     WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
    [db.organisationId, personId],
  );
  const known = standing ?? { way: null, hasEmail: false, hasMobile: false };
  const { way, needs } = added(known);
  const wayNow = way ?? standing?.way ?? null;
  const needsNow = [...new Set([...(standing?.needs ?? []), ...needs])];
  if (wayNow === (standing?.way ?? null) && needsNow.length === (standing?.needs.length ?? 0)) return known;
  await db.rows(
    `UPDATE ways_to_reach SET ended_at = now(), ended_by_outcome = $3
     WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
    [db.organisationId, personId, outcomeId],
  );
  const review = await reviewDate(db, undefined, 12);
  const id = uuidv7();
  await db.rows(
    `INSERT INTO ways_to_reach (organisation_id, id, person_id, way, email, mobile, times, place, speaks_for_them,
       speaker_relation, needs, language, preferred_name, said_as, is_restricted, review_after, recorded_by, outcome_id)
     SELECT $1, $2, $3, $4, w.email, w.mobile, coalesce(w.times, '{}'), w.place, w.speaks_for_them, w.speaker_relation,
       $5, w.language, w.preferred_name, w.said_as, coalesce(w.is_restricted, false), $6, $7, $8
     FROM (VALUES (1)) one LEFT JOIN ways_to_reach w
       ON w.organisation_id = $1 AND w.person_id = $3 AND w.ended_by_outcome = $8`,
    [db.organisationId, id, personId, wayNow, needsNow, review.date, actor, outcomeId],
  );
  await notice(db, 'preference-review', [id], review.dueAt);
  return known;
}

/** Takes back what an outcome added, unless somebody has said more since: what stood before stands again. */
export async function takeBackWayToReach(db: Transaction, outcomeId: string): Promise<void> {
  const people = await db.rows<{ personId: string }>(
    `SELECT person_id AS "personId" FROM ways_to_reach WHERE organisation_id = $1 AND outcome_id = $2`,
    [db.organisationId, outcomeId],
  );
  for (const { personId } of people) await lockPerson(db, personId);
  const ended = await db.rows<{ id: string }>(
    `UPDATE ways_to_reach SET ended_at = now() WHERE organisation_id = $1 AND outcome_id = $2 AND ended_at IS NULL
     RETURNING id`,
    [db.organisationId, outcomeId],
  );
  if (ended.length === 0) return;
  const restored = await db.rows<{ id: string; dueAt: string }>(
    `UPDATE ways_to_reach SET ended_at = NULL, ended_by_outcome = NULL
     WHERE organisation_id = $1 AND ended_by_outcome = $2
     RETURNING id, (review_after::timestamp AT TIME ZONE 'Europe/London')::text AS "dueAt"`,
    [db.organisationId, outcomeId],
  );
  // Its day may have come while it did not stand.
  for (const { id, dueAt } of restored) await notice(db, 'preference-review', [id], dueAt);
}
