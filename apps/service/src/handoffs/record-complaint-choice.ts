import type { ComplaintChoiceReply, ComplaintChoiceRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { placeOfRecord } from './find-place.js';
import type { HandOffPlace } from './hand-off-content.js';
import { raiseHandOff, type RaisedHandOff } from './raise-hand-off.js';

/**
 * Keeps what a resident said when they were asked whether to treat it as a complaint. A yes goes to the host with the
 * time at which they said it; whatever they say, that they were asked is on record.
 */
@Injectable()
export class RecordComplaintChoice {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem`. */
  async run(staff: StaffAtRecord, request: ComplaintChoiceRequest, once: WriteOnce): Promise<ComplaintChoiceReply> {
    refuseUnless(staff.roles, 'hand-offs.raise');
    refuseOtherRecord(staff, request.record);
    const actor = `staff:${staff.staffId}`;
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      await takeTurn(db, actor, once);
      const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM complaint_choices WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
        [staff.organisationId, actor, once.idempotencyKey],
      );
      if (stored) refuseReuse(stored, once);
      const place = await placeOfRecord(db, staff);
      const voiceWords = await wordsOfVoice(db, place, request.voiceId);
      const handOff =
        request.choice === 'yes'
          ? await raiseHandOff(
              db,
              this.sealer,
              actor,
              { route: 'complaint_choice', words: request.words ?? voiceWords, toldAt: request.toldAt, place },
              { ...once, idempotencyKey: `${once.idempotencyKey}.complaint` },
            )
          : null;
      const id = stored?.id ?? (await keepChoice(db, actor, place, request, handOff, once));
      return { choiceId: id, handOff: handOff?.reply ?? null };
    });
  }
}

/** The words of the voice it is about: this household's, or nobody's. Throws `Problem`. */
async function wordsOfVoice(
  db: Transaction,
  place: HandOffPlace,
  voiceId: string | undefined,
): Promise<string | undefined> {
  if (voiceId === undefined) return undefined;
  const [voice] = await db.rows<{ words: string }>(
    `SELECT words FROM voices WHERE organisation_id = $1 AND id = $2 AND household_id = $3 AND withdrawn_at IS NULL`,
    [db.organisationId, voiceId, place.householdId],
  );
  if (!voice)
    throw new Problem('not-known', 'voice-unknown', 'That note is not here, or was taken back. Open the record again.');
  return voice.words;
}

async function keepChoice(
  db: Transaction,
  actor: string,
  place: HandOffPlace,
  request: ComplaintChoiceRequest,
  handOff: RaisedHandOff | null,
  once: WriteOnce,
): Promise<string> {
  const id = uuidv7();
  await db.rows(
    `INSERT INTO complaint_choices (organisation_id, id, voice_id, household_id, person_id, choice, told_at, recorded_by, hand_off_id, idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, $6, least($7::timestamptz, now()), $8, $9, $10, $11)`,
    [
      db.organisationId,
      id,
      request.voiceId ?? null,
      place.householdId,
      place.personId,
      request.choice,
      request.toldAt,
      actor,
      handOff?.id ?? null,
      once.idempotencyKey,
      once.requestHash,
    ],
  );
  await writeAudit(db, {
    actor,
    action: 'complaint-choice.record',
    subject: `complaint-choice:${id}`,
    detail: { choice: request.choice },
  });
  return id;
}
