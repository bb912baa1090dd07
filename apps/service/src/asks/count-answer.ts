import type { Transaction } from '../platform/database/database.js';

/** An answer to a wonder box: a voice, or what came through a link. */
export interface WonderAnswer {
  readonly voiceId: string | null;
  readonly entryId: string | null;
  readonly recordedBy: string;
}

/**
 * Takes one more answer to a wonder box, and answers whether it was not full already: whoever comes at the same moment
 * waits for their turn. With the last of them nobody is asked it any more.
 */
export async function countAnswer(db: Transaction, wonderId: string, answer: WonderAnswer): Promise<boolean> {
  const [counted] = await db.rows<{ number: number; isLast: boolean }>(
    `UPDATE wonders SET answers = answers + 1, full_at = CASE WHEN answers + 1 = most THEN now() END
     WHERE organisation_id = $1 AND id = $2 AND answers < most RETURNING answers AS number, answers = most AS "isLast"`,
    [db.organisationId, wonderId],
  );
  if (!counted) return false;
  await db.rows(
    `INSERT INTO wonder_answers (organisation_id, wonder_id, number, voice_id, entry_id, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [db.organisationId, wonderId, counted.number, answer.voiceId, answer.entryId, answer.recordedBy],
  );
  if (counted.isLast)
    await db.rows(
      `UPDATE prompts SET state = 'withdrawn', closed_at = now()
       WHERE organisation_id = $1 AND wonder_id = $2 AND state = 'open'`,
      [db.organisationId, wonderId],
    );
  return true;
}
