import type { Transaction } from '../database/database.js';

/** Carries no word: what there is to do stands in the outbox. */
export const wakeChannel = 'doorstep_outbox';

/** Tells the relay, when this transaction commits, to look at once. Nothing depends on it but how soon. */
export async function wakeRelay(db: Transaction): Promise<void> {
  await db.rows('SELECT pg_notify($1, $2)', [wakeChannel, '']);
}
