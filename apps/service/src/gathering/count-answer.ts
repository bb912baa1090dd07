import type { Transaction } from '../platform/database/database.js';
import { wonderFull } from './find-link.js';

/** An answer to a wonder box: a voice, or what came through a link. */
export interface WonderAnswer {
  readonly voiceId: string | null;
  readonly entryId: string | null;
  readonly recordedBy: string;
}

/** Takes one more answer, or throws `Problem` `wonder-full`: whoever comes at the same moment waits for their turn. */
export async function countAnswer(db: Transaction, wonderId: string, answer: WonderAnswer): Promise<number> {
  const [counted] = await db.rows<{ number: number }>(
    `UPDATE wonders SET answers = answers + 1, full_at = CASE WHEN answers + 1 = most THEN now() END
     WHERE organisation_id = $1 AND id = $2 AND answers < most RETURNING answers AS number`,
    [db.organisationId, wonderId],
  );
  if (!counted) throw wonderFull();
  await db.rows(
    `INSERT INTO wonder_answers (organisation_id, wonder_id, number, voice_id, entry_id, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [db.organisationId, wonderId, counted.number, answer.voiceId, answer.entryId, answer.recordedBy],
  );
  return counted.number;
}
