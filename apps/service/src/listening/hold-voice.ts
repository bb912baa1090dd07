import { voiceRequest, type VoiceRequest } from '@doorstep/contracts/embed';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { SealedFor, Sealer } from '../platform/secrets/seal.js';
import { refuseReuse, type WriteOnce } from '../platform/write-once.js';
import type { StaffAtRecord } from '../records/index.js';

/** The held voice that the key kept before, if any. Throws `Problem` when that was another entry. */
export async function heldUnder(db: Transaction, staffId: string, once: WriteOnce): Promise<string | undefined> {
  const [held] = await db.rows<{ id: string; request_hash: Buffer }>(
    `SELECT id, request_hash FROM held_voices WHERE organisation_id = $1 AND taken_by = $2 AND idempotency_key = $3`,
    [db.organisationId, staffId, once.idempotencyKey],
  );
  if (held) refuseReuse(held, once);
  return held?.id;
}

/** Keeps words about a record that is not known yet, sealed, until it is. Answers the id that the voice will have. */
export async function holdVoice(
  db: Transaction,
  sealer: Sealer,
  { staffId, record, systems }: StaffAtRecord,
  request: VoiceRequest,
  once: WriteOnce,
): Promise<string> {
  const id = uuidv7();
  // When it was said is when it was held, where nobody said otherwise.
  const said = { ...request, saidAt: request.saidAt ?? new Date().toISOString() };
  await db.rows(
    `INSERT INTO held_voices (organisation_id, id, record_type, record_id, allocated_by, sealed_request, taken_by,
       idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      db.organisationId,
      id,
      record.type,
      record.id,
      systems[record.type],
      sealer.seal(JSON.stringify(said), boundTo(db.organisationId, id)),
      staffId,
      once.idempotencyKey,
      once.requestHash,
    ],
  );
  await writeAudit(db, { actor: `staff:${staffId}`, action: 'voice.hold', subject: `held-voice:${id}` });
  return id;
}

/** What was held. Throws `SealProblem` under another key. */
export function openHeld(sealer: Sealer, organisationId: string, id: string, sealed: string): VoiceRequest {
  return voiceRequest.parse(JSON.parse(sealer.open(sealed, boundTo(organisationId, id))));
}

function boundTo(organisationId: string, id: string): SealedFor {
  return { organisationId, connectionId: 'panel', field: `held-voice:${id}` };
}
