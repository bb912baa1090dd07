import type { Transaction } from '../platform/database/database.js';
import { partMerged, type PartedPerson } from '../records/index.js';

/** Two who were one by mistake have their own way to reach again: an address of one must not be written to for the other. */
export async function partMergedWays(db: Transaction, parted: readonly PartedPerson[]): Promise<void> {
  await partMerged(db, parted, { table: 'ways_to_reach', told, review: 'preference-review' });
}

const told = `way, email, mobile, times, place, speaks_for_them, speaker_relation, needs, language, preferred_name, said_as,
  is_restricted, review_after, recorded_by, recorded_at, outcome_id`;
