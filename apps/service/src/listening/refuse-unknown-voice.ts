import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** Throws `Problem` unless the landlord holds this voice and it was not taken back. */
export async function refuseUnknownVoice(db: Transaction, voiceId: string): Promise<void> {
  const [found] = await db.rows<{ id: string }>(
    'SELECT id FROM voices WHERE organisation_id = $1 AND id = $2 AND withdrawn_at IS NULL',
    [db.organisationId, voiceId],
  );
  if (!found) throw new Problem('not-known', 'voice-unknown', 'There is no such voice here, or it was taken back.');
}
