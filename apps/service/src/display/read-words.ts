import type { WordsShown } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';

/** The landlord's words, as shipped where it set none. */
export async function readWords(db: Transaction): Promise<WordsShown> {
  const [set] = await db.rows<Omit<WordsShown, 'changedAt'> & { changedAt: Date }>(
    `SELECT resident_word AS "residentWord", reply_days AS "replyDays", waiting_days AS "waitingDays",
       keeps_known_person AS "keepsKnownPerson", version,
       ${nameOf('word_settings.changed_by')} AS "changedBy",
       changed_at AS "changedAt"
     FROM word_settings WHERE organisation_id = $1`,
    [db.organisationId],
  );
  return set
    ? { ...set, changedAt: set.changedAt.toISOString() }
    : {
        ...{ residentWord: 'resident', replyDays: null, waitingDays: null, keepsKnownPerson: true },
        ...{ version: 0, changedBy: null, changedAt: null },
      };
}
