import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { settleReply } from './owe-reply.js';

/**
 * Keeps that somebody told them, and settles the debt. Answers whether it was news. Throws `Problem` for a telling that
 * is not there, is not of this household, or was replaced by something newer.
 */
export async function markTold(
  db: Transaction,
  tellingId: string,
  told: { readonly by: string; readonly way: 'letter' | null; readonly householdId?: string },
): Promise<boolean> {
  const [at] = await db.rows<{ voiceId: string }>(
    `SELECT voice_id AS "voiceId" FROM tellings
     WHERE organisation_id = $1 AND id = $2 AND ($3::uuid IS NULL OR household_id = $3)`,
    [db.organisationId, tellingId, told.householdId ?? null],
  );
  if (!at) throw new Problem('not-known', 'telling-unknown', 'There is nothing like that to tell here.');
  await db.rows('SELECT FROM replies_owed WHERE organisation_id = $1 AND voice_id = $2 FOR UPDATE', [
    db.organisationId,
    at.voiceId,
  ]);
  const [kept] = await db.rows<{ id: string }>(
    `UPDATE tellings SET state = 'told', told_at = now(), told_by = $3, way = coalesce($4, way)
     WHERE organisation_id = $1 AND id = $2 AND state = 'waiting' RETURNING id`,
    [db.organisationId, tellingId, told.by, told.way],
  );
  if (kept) {
    await settleReply(db, [at.voiceId], 'told');
    return true;
  }
  const [now] = await db.rows<{ state: string }>('SELECT state FROM tellings WHERE organisation_id = $1 AND id = $2', [
    db.organisationId,
    tellingId,
  ]);
  if (now?.state === 'replaced')
    throw new Problem('conflict', 'reply-changed', 'There is something newer to tell them. Open the record again.');
  return false;
}
