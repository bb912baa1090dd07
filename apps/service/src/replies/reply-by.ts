import type { Transaction } from '../platform/database/database.js';

/** That day, where `v` is the voice and `p` are the landlord's word settings. */
export const replyDay = `to_char((v.recorded_at AT TIME ZONE 'Europe/London')::date + p.reply_days, 'YYYY-MM-DD')`;

/**
 * The day (`YYYY-MM-DD`, Europe/London) by which the landlord says that whoever spoke hears back, counted from the day
 * on which their voice was kept. Null where nothing is owed for it, or the landlord says no day: then none is promised.
 */
export async function replyBy(db: Transaction, voiceId: string): Promise<string | null> {
  const [owed] = await db.rows<{ day: string }>(
    `SELECT ${replyDay} AS day
     FROM replies_owed w
     JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
     JOIN word_settings p ON p.organisation_id = $1 AND p.reply_days IS NOT NULL
     WHERE w.organisation_id = $1 AND w.voice_id = $2 AND w.settled_at IS NULL`,
    [db.organisationId, voiceId],
  );
  return owed?.day ?? null;
}
