import type { SupportedBy, Speaker, TakenThrough, VoiceKind, WhoseWords } from '@doorstep/contracts/voice';
import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { askOfOutcome, countAnswer } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { isWellFormed } from '../platform/well-formed.js';
import { refuseReuse, type WriteOnce } from '../platform/write-once.js';
import { oweReply, putToTopic } from '../replies/index.js';
import { queueWriteBack } from '../write-back/index.js';

/** A voice about to be kept. Where a field may be null, null is what is not known or does not apply. */
export interface NewVoice {
  readonly words: string;
  readonly whose: WhoseWords;
  readonly kind: VoiceKind | null;
  readonly speaker: Speaker;
  readonly reach: string | null;
  readonly takenThrough: TakenThrough;
  readonly supportedBy: SupportedBy | null;
  readonly keepName: boolean;
  readonly mayShare: boolean;
  readonly wantsReply: boolean;
  readonly isAnonymous: boolean;
  readonly isAboutAnother: boolean;
  readonly place: string | null;
  readonly outcomeId: string | null;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly homeId: string | null;
  readonly corrects: string | null;
  /** RFC 3339; null: now. A time that has not come yet is taken for now. */
  readonly saidAt: string | null;
  readonly takenBy: string;
}

/** Speakers who belong to the household of the record; the others' words are about the place, not about this home. */
export const ofTheHousehold: readonly Speaker[] = ['resident', 'household-member', 'carer', 'family'];

/** Refuses what PostgreSQL cannot keep as it was written: nothing is ever changed in silence. Throws `Problem`. */
export function refuseBrokenWords(...texts: readonly (string | null | undefined)[]): void {
  for (const text of texts) {
    if (!isWellFormed(text))
      throw new Problem(
        'bad-input',
        'words',
        'The words hold a character that cannot be kept (NUL, or half of an emoji). Take it out and save again.',
      );
  }
}

/** The voice that the key kept before, if any. Throws `Problem` when that was another entry. */
export async function keptUnder(db: Transaction, takenBy: string, once: WriteOnce): Promise<string | undefined> {
  const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
    `SELECT id, request_hash FROM voices
     WHERE organisation_id = $1 AND taken_by IN ($2, 'not-kept') AND idempotency_key = $3`,
    [db.organisationId, takenBy, once.idempotencyKey],
  );
  if (stored) refuseReuse(stored, once);
  return stored?.id;
}

/**
 * Keeps a voice, in the caller's transaction: the words exactly as they came, and that a reply is owed for it. An
 * anonymous one is kept without a link to anyone, without who took it, and by the day: neither its id nor its audit
 * entry says when. `as` is an id that was given out for it before; never for an anonymous one.
 */
export async function keepVoice(db: Transaction, voice: NewVoice, once: WriteOnce, as?: string): Promise<string> {
  const { isAnonymous } = voice;
  const linked = !isAnonymous && ofTheHousehold.includes(voice.speaker);
  const householdId = linked ? voice.householdId : null;
  const homeId = linked ? voice.homeId : null;
  const wantsReply = voice.wantsReply && !isAnonymous;
  if (voice.speaker === 'resident' && !isAnonymous && householdId === null && homeId === null && voice.place === null)
    throw new Problem('bad-input', 'voice-nowhere', 'Say whose voice it is, or which place it is about.');
  const id = isAnonymous ? randomUUID() : (as ?? uuidv7());
  const [kept] = await db.rows<{ since: string }>(
    `INSERT INTO voices (organisation_id, id, outcome_id, household_id, person_id, home_id, place, words, whose, kind, speaker, reach,
       taken_through, supported_by, keep_name, may_share, wants_reply, is_anonymous, is_about_another, corrects, taken_by,
       said_at, recorded_at, idempotency_key, request_hash)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
       CASE WHEN $18 THEN date_trunc('day', at, 'UTC') ELSE at END,
       CASE WHEN $18 THEN date_trunc('day', now(), 'UTC') ELSE now() END, $23, $24
     FROM (SELECT least(coalesce($22::timestamptz, now()), now()) AS at) said
     RETURNING ${instant('said_at')} AS since`,
    [
      db.organisationId,
      id,
      isAnonymous ? null : voice.outcomeId,
      householdId,
      linked && voice.speaker === 'resident' && voice.keepName ? voice.personId : null,
      homeId,
      voice.place,
      voice.words,
      voice.whose,
      voice.kind,
      voice.speaker,
      isAnonymous ? null : voice.reach,
      voice.takenThrough,
      voice.supportedBy,
      voice.keepName && !isAnonymous,
      voice.mayShare,
      wantsReply,
      isAnonymous,
      voice.isAboutAnother,
      isAnonymous ? null : voice.corrects,
      isAnonymous ? 'not-kept' : voice.takenBy,
      voice.saidAt,
      once.idempotencyKey,
      once.requestHash,
    ],
  );
  if (wantsReply) await oweReply(db, { voiceId: id, householdId, since: kept!.since });
  if (!isAnonymous && voice.corrects === null && voice.outcomeId !== null) await putToAsk(db, id, voice);
  if (householdId !== null) await noteInHost(db, id, householdId);
  await writeAudit(db, {
    actor: voice.takenBy,
    action: 'voice.record',
    subject: isAnonymous ? `organisation:${db.organisationId}` : `voice:${id}`,
  });
  return id;
}

/** Puts it where what is said to the ask of its prompt belongs; what is said to a full wonder box is kept all the same. */
async function putToAsk(db: Transaction, id: string, { outcomeId, takenBy }: NewVoice): Promise<void> {
  const asked = await askOfOutcome(db, outcomeId!);
  if (asked === null) return;
  await putToTopic(db, id, asked.topicId, takenBy);
  if (asked.wonderId !== null)
    await countAnswer(db, asked.wonderId, { voiceId: id, entryId: null, recordedBy: takenBy });
}

/** Asks for the note that says somebody was heard, where the landlord wants one. */
async function noteInHost(db: Transaction, voiceId: string, householdId: string): Promise<void> {
  const [tenancy] = await db.rows<{ connectionId: string; recordId: string }>(
    `SELECT n.id AS "connectionId", t.reference_id AS "recordId"
     FROM tenancies t JOIN connections n ON n.organisation_id = $1 AND n.id = t.connection_id AND n.writes_notes
     WHERE t.organisation_id = $1 AND t.id = $2`,
    [db.organisationId, householdId],
  );
  if (tenancy) await queueWriteBack(db, { ...tenancy, kind: 'note', recordType: 'tenancy', voiceId });
}
