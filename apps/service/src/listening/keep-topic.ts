import type { VoiceRequest } from '@doorstep/contracts/embed';
import type { Theme } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** The theme that a tile stands for; the others say nothing about it. */
const themes: Partial<Readonly<Record<NonNullable<VoiceRequest['topic']>, Theme>>> = {
  'neighbours-or-noise': 'neighbourhood',
  'shared-areas': 'neighbourhood',
  'money-or-bills': 'money',
};

/** Notes beside a voice what staff said it was about when they wrote it down, as a first sorting. */
export async function keepTopic(
  db: Transaction,
  staffId: string,
  voiceId: string,
  { topic, isAnonymous }: VoiceRequest,
): Promise<void> {
  const theme = topic === undefined ? undefined : themes[topic];
  // A sorting says who sorted, which is not kept of words without a name.
  if (theme === undefined || isAnonymous) return;
  await db.rows(
    `INSERT INTO voice_sortings (organisation_id, id, voice_id, kind, theme, sorted_by)
     SELECT $1, $2, id, kind, $4, $5 FROM voices WHERE organisation_id = $1 AND id = $3`,
    [db.organisationId, uuidv7(), voiceId, theme, `staff:${staffId}`],
  );
}
