import { draftReply, type DecidedAction } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

/**
 * What those who were heard about a topic could be told now: what was decided, until a reply was given, and how the works
 * stand, where the host moved them on and nobody told of it yet. Null where there is no such news.
 */
export async function draftOfTopic(db: Transaction, topicId: string): Promise<string | null> {
  const [news] = await db.rows<{ words: string; actions: DecidedAction[]; works: string | null; isTold: boolean }>(
    `SELECT d.words, d.actions, CASE WHEN k.moved THEN d.works_state END AS works,
       EXISTS (SELECT FROM replies r WHERE r.organisation_id = $1 AND r.topic_id = a.topic_id) AS "isTold"
     FROM asks a JOIN ask_decisions d ON d.organisation_id = $1 AND d.ask_id = a.id
     CROSS JOIN LATERAL (SELECT count(*) > 0 AS moved FROM staff_tasks WHERE organisation_id = $1 AND kind = 'tell-works'
       AND subject = 'topic:' || a.topic_id AND done_at IS NULL) k
     WHERE a.organisation_id = $1 AND a.topic_id = $2
     ORDER BY CASE WHEN k.moved THEN d.works_moved_at END DESC NULLS LAST, d.number DESC LIMIT 1`,
    [db.organisationId, topicId],
  );
  return news === undefined || (news.isTold && news.works === null) ? null : draftReply(news);
}
