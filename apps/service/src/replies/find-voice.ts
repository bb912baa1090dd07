import type { Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { householdOf, personNow, type StaffAtRecord } from '../records/index.js';

/** Staff at a record see the voices of its household; a landlord's system sees them all. */
export type VoiceReader = StaffAtRecord | Caller;

export interface FoundVoice {
  readonly actor: string;
  readonly words: string;
  readonly whose: 'own' | 'relayed' | 'reading';
  readonly saidAt: Date;
  /** A language tag; null: not asked. */
  readonly language: string | null;
}

/** Finds a voice that stands. Throws `Problem`, the same for one that is not there and one of another household. */
export async function findVoice(db: Transaction, by: VoiceReader, voiceId: string): Promise<FoundVoice> {
  const isStaff = 'staffId' in by;
  const householdId = isStaff ? ((await householdOf(db, by.systems, by.record))?.householdId ?? null) : null;
  const [voice] = await db.rows<Omit<FoundVoice, 'actor'>>(
    `SELECT v.words, v.whose, v.said_at AS "saidAt", w.language
     FROM voices v CROSS JOIN LATERAL (SELECT ${personNow('v.person_id')} AS id OFFSET 0) who
     LEFT JOIN ways_to_reach w ON w.organisation_id = $1 AND w.person_id = who.id AND w.ended_at IS NULL
     WHERE v.organisation_id = $1 AND v.id = $2 AND v.withdrawn_at IS NULL
       AND (NOT $3 OR v.household_id = $4) AND (NOT $3 OR NOT v.is_anonymous)`,
    [db.organisationId, voiceId, isStaff, householdId],
  );
  if (!voice) throw new Problem('not-known', 'voice-unknown', 'There is no such voice here, or it was taken back.');
  return { actor: isStaff ? `staff:${by.staffId}` : by.actor, ...voice };
}
