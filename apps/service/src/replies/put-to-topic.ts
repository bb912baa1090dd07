import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { makeTellings } from './make-tellings.js';

/**
 * Puts a voice to a topic, or moves it there. What came of that topic so far is told to it. Throws `Problem` for a
 * topic or a voice that is not there, and for a voice that was told what came of the topic it is in.
 */
export async function putToTopic(db: Transaction, voiceId: string, topicId: string, by: string): Promise<void> {
  const [voice] = await db.rows<{ topicId: string | null; isTold: boolean }>(
    `SELECT t.topic_id AS "topicId", EXISTS (
       SELECT FROM tellings g JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
       WHERE g.organisation_id = $1 AND g.voice_id = v.id AND g.state = 'told' AND r.topic_id = t.topic_id) AS "isTold"
     FROM voices v LEFT JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
     WHERE v.organisation_id = $1 AND v.id = $2 AND v.withdrawn_at IS NULL
       AND NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id)
     FOR UPDATE OF v`,
    [db.organisationId, voiceId],
  );
  if (!voice)
    throw new Problem('not-known', 'voice-unknown', 'There is no such voice here, or it was taken back or corrected.');
  for (const id of [topicId, voice.topicId].filter((one) => one !== null).toSorted()) await lockTopic(db, id);
  if (voice.topicId === topicId) return;
  if (voice.isTold)
    throw new Problem(
      'conflict',
      'told-already',
      'They were told what came of the topic it is in. Reply to that topic, or take down what they say now.',
    );
  await db.rows(
    `INSERT INTO topic_voices (organisation_id, voice_id, topic_id, added_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organisation_id, voice_id)
     DO UPDATE SET topic_id = excluded.topic_id, added_by = excluded.added_by, added_at = now()`,
    [db.organisationId, voiceId, topicId, by],
  );
  const [newest] = await db.rows<{ id: string }>(
    `SELECT id FROM replies WHERE organisation_id = $1 AND topic_id = $2 ORDER BY number DESC LIMIT 1`,
    [db.organisationId, topicId],
  );
  await makeTellings(db, newest?.id ?? null, [voiceId]);
}

/**
 * Puts the note that corrects another in its place: in the same topic, with what came of it still to be told. Call it
 * where the correction is kept, after its debt.
 */
export async function standInTopicOf(db: Transaction, correctedId: string, byId: string, by: string): Promise<void> {
  const [at] = await db.rows<{ topicId: string }>(
    'SELECT topic_id AS "topicId" FROM topic_voices WHERE organisation_id = $1 AND voice_id = $2',
    [db.organisationId, correctedId],
  );
  if (at) await putToTopic(db, byId, at.topicId, by);
}

/** Takes a topic's turn: replying to it and joining it never overlap. Throws `Problem`. */
export async function lockTopic(db: Transaction, topicId: string): Promise<void> {
  const [topic] = await db.rows<{ id: string }>(
    'SELECT id FROM topics WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
    [db.organisationId, topicId],
  );
  if (!topic) throw new Problem('not-known', 'topic-unknown', 'There is no such topic here.');
}
