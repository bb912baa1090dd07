import type { Transaction } from '../platform/database/database.js';
import { settleReply } from '../replies/index.js';

/** One household of one ask. */
export interface OneOfAsk {
  readonly askId: string;
  readonly topicId: string;
  readonly householdId: string;
}

/**
 * Ends all that goes on about an ask with a household: nobody asks, reminds, rings, tells or introduces them any more. `actor` is who
 * wanted that.
 */
export async function stopAsking(
  db: Transaction,
  { askId, topicId, householdId }: OneOfAsk,
  actor: string,
): Promise<void> {
  // Also whether what they were told felt listened to.
  await db.rows(
    `UPDATE prompts SET state = 'withdrawn', closed_at = now()
     WHERE organisation_id = $1 AND household_id = $3 AND state = 'open'
       AND (ask_id = $2 OR telling_id IN (${tellingsOf('$4')}))`,
    [db.organisationId, askId, householdId, topicId],
  );
  const said = await db.rows<{ id: string }>(
    `SELECT v.id FROM topic_voices t JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id
     WHERE t.organisation_id = $1 AND t.topic_id = $2 AND v.household_id = $3`,
    [db.organisationId, topicId, householdId],
  );
  await settleReply(
    db,
    said.map(({ id }) => id),
    'no-reply-wanted',
  );
  await db.rows(
    `UPDATE ask_households SET would_meet_since = NULL, introduced_at = NULL
     WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3`,
    [db.organisationId, askId, householdId],
  );
  await db.rows(
    `UPDATE staff_tasks SET done_at = now(), done_by = $5
     WHERE organisation_id = $1 AND done_at IS NULL AND ${isAboutAsk('$2', '$3', '$4')}`,
    [db.organisationId, askId, householdId, topicId, actor],
  );
}

/**
 * Gives staff back the tasks that ended when a household stopped. `stoppedAt` as PostgreSQL writes it. One that was given
 * anew meanwhile stands for the earlier.
 */
export async function takeUpTasks(
  db: Transaction,
  { askId, topicId, householdId }: OneOfAsk,
  stoppedAt: string,
): Promise<void> {
  await db.rows(
    `UPDATE staff_tasks x SET done_at = NULL, done_by = NULL
     WHERE organisation_id = $1 AND done_at = $5::timestamptz AND ${isAboutAsk('$2', '$3', '$4')}
       AND NOT EXISTS (SELECT FROM staff_tasks y WHERE y.organisation_id = $1 AND y.kind = x.kind
         AND y.subject = x.subject AND y.done_at IS NULL)`,
    [db.organisationId, askId, householdId, topicId, stoppedAt],
  );
}

const tellingsOf = (topic: string) => `
  SELECT g.id FROM replies r JOIN tellings g ON g.organisation_id = $1 AND g.reply_id = r.id
  WHERE r.organisation_id = $1 AND r.topic_id = ${topic}`;

/** Whether a task is to ring this household about what it was told, or to come back to it about taking part. */
const isAboutAsk = (ask: string, household: string, topic: string) => `(
  (kind = 'call-back' AND household_id = ${household}
    AND subject IN (SELECT 'telling:' || id FROM (${tellingsOf(topic)}) told))
  OR (kind = 'take-part' AND household_id = ${household} AND subject IN (
    SELECT 'outcome:' || o.id FROM outcomes o JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
    WHERE o.organisation_id = $1 AND q.household_id = ${household} AND q.ask_id = ${ask})))`;
