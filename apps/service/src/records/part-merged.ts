import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice, type FollowUp } from '../platform/queue/notices.js';
import { lockPerson } from './person-at-hand.js';

/** Somebody who stands for themselves again, and whom the host had merged them into. Ids; `mergedAt` as SQL text. */
export interface PartedPerson {
  readonly from: string;
  readonly into: string;
  readonly mergedAt: string;
}

/** What a person said, of which one stands at a time: its table, the columns that hold it, and who looks at it again. */
export interface StandingWord {
  readonly table: 'ways_to_reach' | 'recompense_preferences';
  readonly told: string;
  readonly review: FollowUp;
}

/**
 * Gives each of two who were one by mistake their own word back, as it stood when they were merged: what one of them said
 * must not hold for the other. What was said since the merge stays where it was said, and what was ended since stays ended.
 */
export async function partMerged(db: Transaction, parted: readonly PartedPerson[], word: StandingWord): Promise<void> {
  const { table } = word;
  for (const { from, into, mergedAt } of parted) {
    for (const one of [from, into].sort()) await lockPerson(db, one);
    const [joined] = await db.rows<{ at: string; isOfBoth: boolean }>(
      `SELECT w.ended_at::text AS at, stands.recorded_at < $4::timestamptz AS "isOfBoth" FROM ${table} w
       JOIN ${table} stands ON stands.organisation_id = $1 AND stands.person_id = $3 AND stands.ended_at IS NULL
       WHERE w.organisation_id = $1 AND w.person_id = $2 AND w.ended_at >= $4::timestamptz ORDER BY w.ended_at LIMIT 1`,
      [db.organisationId, from, into, mergedAt],
    );
    if (!joined) continue;
    const givenBack = joined.isOfBoth ? [from, into] : [from];
    await db.rows(
      `UPDATE ${table} SET ended_at = now()
       WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL`,
      [db.organisationId, givenBack],
    );
    for (const person of givenBack) await giveBack(db, person, joined.at, word);
  }
}

async function giveBack(db: Transaction, person: string, endedAt: string, word: StandingWord): Promise<void> {
  const { table, told, review } = word;
  const id = uuidv7();
  const given = await db.rows<{ dueAt: string }>(
    `INSERT INTO ${table} (organisation_id, id, person_id, ${told})
     SELECT $1, $2, $3, ${told} FROM ${table}
     WHERE organisation_id = $1 AND person_id = $3 AND ended_at = $4::timestamptz
     RETURNING (review_after::timestamp AT TIME ZONE 'Europe/London')::text AS "dueAt"`,
    [db.organisationId, id, person, endedAt],
  );
  for (const { dueAt } of given) await notice(db, review, [id], dueAt);
}
