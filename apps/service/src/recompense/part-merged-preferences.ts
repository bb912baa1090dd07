import type { Transaction } from '../platform/database/database.js';
import { partMerged, type PartedPerson } from '../records/index.js';

/** Two who were one by mistake each have again what they themselves would like for their time. */
export async function partMergedPreferences(db: Transaction, parted: readonly PartedPerson[]): Promise<void> {
  const told = 'wants, review_after, recorded_by, recorded_at';
  await partMerged(db, parted, { table: 'recompense_preferences', told, review: 'recompense-review' });
}
