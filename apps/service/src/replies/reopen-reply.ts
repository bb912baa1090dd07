import type { ReachWay } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { isSent, makeTellings } from './make-tellings.js';

/**
 * Owes a household again what it wanted no reply to since one instant: what it was told stays told, what waited to be
 * told waits again, and what was said meanwhile is told. Not of a note that was taken back or put right meanwhile, nor of
 * whoever was erased. `settledAt` as PostgreSQL writes it, to the microsecond.
 */
export async function reopenReply(
  db: Transaction,
  { topicId, householdId, settledAt }: Readonly<Record<'topicId' | 'householdId' | 'settledAt', string>>,
): Promise<void> {
  const [current] = await db.rows<{ id: string }>(
    'SELECT id FROM replies WHERE organisation_id = $1 AND topic_id = $2 ORDER BY number DESC LIMIT 1',
    [db.organisationId, topicId],
  );
  const replyId = current?.id ?? null;
  const reopened = await db.rows<{ id: string; isOpen: boolean }>(
    `UPDATE replies_owed w SET settled_at = g.told_at, settled_as = CASE WHEN g.told_at IS NOT NULL THEN 'told' END
     FROM topic_voices t
     LEFT JOIN tellings g ON g.organisation_id = $1 AND g.reply_id = $2 AND g.voice_id = t.voice_id AND g.state = 'told'
     WHERE w.organisation_id = $1 AND t.organisation_id = $1 AND t.topic_id = $3 AND w.voice_id = t.voice_id
       AND w.household_id = $4 AND w.settled_as = 'no-reply-wanted' AND w.settled_at = $5::timestamptz
       AND NOT EXISTS (SELECT FROM voices v WHERE v.organisation_id = $1 AND v.id = w.voice_id AND (v.withdrawn_at IS NOT NULL
         OR EXISTS (SELECT FROM voices k WHERE k.organisation_id = $1 AND k.corrects = v.id)
         OR EXISTS (SELECT FROM people p WHERE p.organisation_id = $1 AND p.id = v.person_id AND p.reference_id LIKE 'erased:%')))
     RETURNING w.voice_id AS id, w.settled_at IS NULL AS "isOpen"`,
    [db.organisationId, replyId, topicId, householdId, settledAt],
  );
  const open = reopened.filter(({ isOpen }) => isOpen).map(({ id }) => id);
  const waiting = await db.rows<{ id: string; way: ReachWay }>(
    `UPDATE tellings SET state = 'waiting'
     WHERE organisation_id = $1 AND reply_id = $2 AND voice_id = ANY ($3::uuid[]) AND state = 'replaced'
     RETURNING id, way`,
    [db.organisationId, replyId, open],
  );
  await notice(
    db,
    'telling',
    waiting.filter(({ way }) => isSent(way)).map(({ id }) => id),
  );
  await makeTellings(db, replyId, open);
}
