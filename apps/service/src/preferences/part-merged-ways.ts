import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { lockPerson } from '../records/index.js';

/** Somebody who stands for themselves again, and whom the host had merged them into. Ids; `mergedAt` as SQL text. */
export interface PartedPerson {
  readonly from: string;
  readonly into: string;
  readonly mergedAt: string;
}

/**
 * Gives each of two who were one by mistake their own way to reach back, as it stood when they were merged: an address of
 * one must not be written to for the other. What was said since the merge stays where it was said, and what was ended
 * since stays ended.
 */
export async function partMergedWays(db: Transaction, parted: readonly PartedPerson[]): Promise<void> {
  for (const { from, into, mergedAt } of parted) {
    for (const one of [from, into].sort()) await lockPerson(db, one);
    const [joined] = await db.rows<{ at: string; isOfBoth: boolean }>(
      `SELECT w.ended_at::text AS at, stands.recorded_at < $4::timestamptz AS "isOfBoth"
       FROM ways_to_reach w
       JOIN ways_to_reach stands ON stands.organisation_id = $1 AND stands.person_id = $3 AND stands.ended_at IS NULL
       WHERE w.organisation_id = $1 AND w.person_id = $2 AND w.ended_at >= $4::timestamptz ORDER BY w.ended_at LIMIT 1`,
      [db.organisationId, from, into, mergedAt],
    );
    if (!joined) continue;
    const givenBack = joined.isOfBoth ? [from, into] : [from];
    await db.rows(
      `UPDATE ways_to_reach SET ended_at = now()
       WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND ended_at IS NULL`,
      [db.organisationId, givenBack],
    );
    for (const person of givenBack) await giveBack(db, person, joined.at);
  }
}

async function giveBack(db: Transaction, person: string, endedAt: string): Promise<void> {
  const id = uuidv7();
  const given = await db.rows<{ dueAt: string }>(
    `INSERT INTO ways_to_reach (organisation_id, id, person_id, ${told})
     SELECT $1, $2, $3, ${told} FROM ways_to_reach
     WHERE organisation_id = $1 AND person_id = $3 AND ended_at = $4::timestamptz
     RETURNING (review_after::timestamp AT TIME ZONE 'Europe/London')::text AS "dueAt"`,
    [db.organisationId, id, person, endedAt],
  );
  for (const { dueAt } of given) await notice(db, 'preference-review', [id], dueAt);
}

const told = `way, email, mobile, times, place, speaks_for_them, speaker_relation, needs, language, preferred_name, said_as,
  is_restricted, review_after, recorded_by, recorded_at, outcome_id`;
