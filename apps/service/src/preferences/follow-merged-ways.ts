import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { lockPerson, mergedAmong } from '../records/index.js';

/**
 * Gives whoever others were merged into the way to reach that stands for any of them: the latest word counts, what any of
 * them needs is needed, and what was to be seen by few stays so. One stands afterwards. May be run twice.
 */
export async function followMergedWays(db: Transaction, connectionId: string): Promise<void> {
  const standing = 'SELECT person_id FROM ways_to_reach WHERE organisation_id = $1 AND ended_at IS NULL';
  for (const { from, into } of await mergedAmong(db, connectionId, standing)) {
    for (const one of [from, into].sort()) await lockPerson(db, one);
    const ended = await db.rows<{ id: string }>(
      `UPDATE ways_to_reach SET ended_at = now()
       WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL RETURNING id`,
      [db.organisationId, [from, into]],
    );
    const id = uuidv7();
    const kept = await db.rows<{ dueAt: string }>(
      `WITH ended AS (SELECT * FROM ways_to_reach WHERE organisation_id = $1 AND id = ANY ($4::uuid[]))
       INSERT INTO ways_to_reach (organisation_id, id, person_id, way, email, mobile, times, place, speaks_for_them,
         speaker_relation, needs, language, preferred_name, said_as, is_restricted, review_after, recorded_by, recorded_at,
         outcome_id)
       SELECT $1, $2, $3, way, email, mobile, times, place, speaks_for_them, speaker_relation,
         array(SELECT DISTINCT need FROM ended b, unnest(b.needs) AS need), language, preferred_name, said_as,
         (SELECT bool_or(b.is_restricted) FROM ended b), review_after, recorded_by, recorded_at, outcome_id
       FROM ended ORDER BY recorded_at DESC, person_id = $3 DESC LIMIT 1
       RETURNING (review_after::timestamp AT TIME ZONE 'Europe/London')::text AS "dueAt"`,
      [db.organisationId, id, into, ended.map((one) => one.id)],
    );
    for (const { dueAt } of kept) await notice(db, 'preference-review', [id], dueAt);
  }
}
