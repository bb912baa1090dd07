import type { Transaction } from '../platform/database/database.js';
import { noticesDone } from '../platform/queue/notices.js';

/** Why a debt is no longer open. Only `told` can be opened again, by a later reply. */
export type SettledAs = 'told' | 'no-reply-wanted' | 'cannot-reach' | 'corrected' | 'withdrawn';

/**
 * A voice is owed a reply from the moment it is kept. `since` is when it was said, RFC 3339. Call it in the transaction
 * that keeps the voice; called again it changes nothing.
 */
export async function oweReply(
  db: Transaction,
  owed: { readonly voiceId: string; readonly householdId: string | null; readonly since: string },
): Promise<void> {
  await db.rows(
    `INSERT INTO replies_owed (organisation_id, voice_id, household_id, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organisation_id, voice_id) DO NOTHING`,
    [db.organisationId, owed.voiceId, owed.householdId, owed.since],
  );
}

/**
 * Ends what is owed to these voices. Whatever but `told` also takes back what still waits to be told or to be sent once
 * more, and stays: a later reply does not open it.
 */
export async function settleReply(db: Transaction, voiceIds: readonly string[], as: SettledAs): Promise<void> {
  await db.rows(
    `UPDATE replies_owed SET settled_at = now(), settled_as = $3
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[])
       AND (settled_as IS NULL OR (settled_as = 'told' AND $3 <> 'told'))`,
    [db.organisationId, voiceIds, as],
  );
  if (as === 'told') return;
  await db.rows(
    `UPDATE tellings SET state = 'replaced'
     WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) AND state = 'waiting'`,
    [db.organisationId, voiceIds],
  );
  const told = await db.rows<{ id: string }>(
    `SELECT id FROM tellings WHERE organisation_id = $1 AND voice_id = ANY ($2::uuid[]) AND state = 'told' AND reminders > 0`,
    [db.organisationId, voiceIds],
  );
  await noticesDone(
    db,
    'telling',
    told.map(({ id }) => id),
  );
}
