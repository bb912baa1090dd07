import type { VoiceRequest } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, type WriteOnce } from '../platform/write-once.js';
import { refuseOtherRecord, type StaffAtRecord } from '../records/index.js';

/** Keeps a resident's words exactly as they were typed. They are never edited: a correction is a new voice. */
@Injectable()
export class RecordVoice {
  constructor(private readonly database: Database) {}

  async run(staff: StaffAtRecord, request: VoiceRequest, once: WriteOnce): Promise<{ voiceId: string }> {
    refuseOtherRecord(staff, request.record);
    if (request.words.includes('\u0000') || /\p{Surrogate}/u.test(request.words)) {
      throw new Problem(
        'bad-input',
        'words',
        'The words hold a character that cannot be kept (NUL, or half of an emoji). Take it out and save again.',
      );
    }
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const before = await keptUnder(db, staff, once);
      if (before !== undefined) return { voiceId: before };
      const id = uuidv7();
      const [kept] = await db.rows<{ id: string }>(
        `INSERT INTO voices (organisation_id, id, outcome_id, household_id, person_id, words, whose, keep_name, taken_by, said_at, idempotency_key, request_hash)
         SELECT $1, $2, o.id, o.household_id, CASE WHEN $6 THEN o.person_id END, $4, $5, $6, $7, o.said_at, $8, $9
         FROM outcomes o
         WHERE o.organisation_id = $1 AND o.id = $3 AND o.staff_id = $7 AND o.outcome = 'heard' AND o.withdrawn_at IS NULL
         ON CONFLICT (organisation_id, taken_by, idempotency_key) DO NOTHING RETURNING id`,
        [
          staff.organisationId,
          id,
          request.outcomeId,
          request.words,
          request.whose,
          request.keepName,
          staff.staffId,
          once.idempotencyKey,
          once.requestHash,
        ],
      );
      if (!kept) {
        // Passed over because the same entry was being saved at this moment, or because there is nothing to add it to.
        const meanwhile = await keptUnder(db, staff, once);
        if (meanwhile !== undefined) return { voiceId: meanwhile };
      }
      if (!kept)
        throw new Problem(
          'conflict',
          'outcome-unknown',
          'What these words belong to has been taken back. Start again from the question.',
        );
      await writeAudit(db, { actor: `staff:${staff.staffId}`, action: 'voice.record', subject: `voice:${id}` });
      return { voiceId: id };
    });
  }
}

/** The voice that the key kept before, if any. Throws `Problem` when that was another entry. */
async function keptUnder(db: Transaction, staff: StaffAtRecord, once: WriteOnce): Promise<string | undefined> {
  const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
    `SELECT id, request_hash FROM voices WHERE organisation_id = $1 AND taken_by = $2 AND idempotency_key = $3`,
    [staff.organisationId, staff.staffId, once.idempotencyKey],
  );
  if (stored) refuseReuse(stored, once);
  return stored?.id;
}
