import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { lockPerson, mergedAmong } from '../records/index.js';

/**
 * Gives whoever others were merged into what any of them said last that they would like for their time. One word stands
 * afterwards. May be run twice.
 */
export async function followMergedPreferences(db: Transaction, connectionId: string): Promise<void> {
  const standing = 'SELECT person_id FROM recompense_preferences WHERE organisation_id = $1 AND ended_at IS NULL';
  for (const { from, into } of await mergedAmong(db, connectionId, standing)) {
    for (const one of [from, into].sort()) await lockPerson(db, one);
    const ended = await db.rows<{ id: string }>(
      `UPDATE recompense_preferences SET ended_at = now()
       WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL RETURNING id`,
      [db.organisationId, [from, into]],
    );
    const id = uuidv7();
    const kept = await db.rows<{ dueAt: string }>(
      `INSERT INTO recompense_preferences (organisation_id, id, person_id, wants, review_after, recorded_by, recorded_at)
       SELECT $1, $2, $3, wants, review_after, recorded_by, recorded_at FROM recompense_preferences
       WHERE organisation_id = $1 AND id = ANY ($4::uuid[]) ORDER BY recorded_at DESC, person_id = $3 DESC LIMIT 1
       RETURNING (review_after::timestamp AT TIME ZONE 'Europe/London')::text AS "dueAt"`,
      [db.organisationId, id, into, ended.map((one) => one.id)],
    );
    for (const { dueAt } of kept) await notice(db, 'recompense-review', [id], dueAt);
  }
}
