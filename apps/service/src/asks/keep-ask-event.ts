import { standing, type RollCallEntry, type RollCallEvent } from '@doorstep/domain';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';

/** Something that happened with one household about one ask, before it has a number. */
export interface AskEvent {
  readonly askId: string;
  readonly householdId: string;
  readonly kind: RollCallEvent['kind'];
  /** RFC 3339; null: now. */
  readonly at: string | null;
  readonly round: number | null;
  readonly reason: 'not-my-topic' | 'not-this-way' | 'no-reason' | null;
  readonly until: string | null;
  readonly way: string | null;
  readonly voiceId: string | null;
  readonly promptId: string | null;
  readonly option: number | null;
  readonly recordedBy: string;
}

/** `state`: where the household stands after it. */
type KeptEvent = { readonly eventId: string; readonly state: RollCallEntry['state'] };

/**
 * The event that came with this key before, with where its household stands now. Ask it before anything is done that what
 * comes once more must not do again. Throws `Problem` for a key that came with another request.
 */
export async function keptAskEvent(
  db: Transaction,
  recordedBy: string,
  once: WriteOnce,
): Promise<KeptEvent | undefined> {
  await takeTurn(db, recordedBy, once);
  const [before] = await db.rows<KeptEvent & { request_hash: Buffer }>(
    `SELECT e.id AS "eventId", h.state, e.request_hash FROM ask_events e
     JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = e.ask_id AND h.household_id = e.household_id
     WHERE e.organisation_id = $1 AND e.recorded_by = $2 AND e.idempotency_key = $3`,
    [db.organisationId, recordedBy, once.idempotencyKey],
  );
  if (!before) return undefined;
  refuseReuse(before, once);
  return { eventId: before.eventId, state: before.state };
}

/**
 * Keeps what happened, and where the household stands after all that did, in one transaction; sent again with its key it
 * is the same event. A household that came into scope since is put on the roll.
 */
export async function keepAskEvent(db: Transaction, event: AskEvent, once: WriteOnce): Promise<KeptEvent> {
  const before = await keptAskEvent(db, event.recordedBy, once);
  if (before) return before;
  const { askId, householdId } = event;
  await db.rows(
    'INSERT INTO ask_households (organisation_id, ask_id, household_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [db.organisationId, askId, householdId],
  );
  // Two who record about one household wait for each other, so that neither counts without the other's.
  await db.rows(
    'SELECT FROM ask_households WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3 FOR UPDATE',
    [db.organisationId, askId, householdId],
  );
  const eventId = uuidv7();
  await db.rows(
    `INSERT INTO ask_events (organisation_id, id, ask_id, household_id, kind, at, round, reason, until, way, voice_id,
       prompt_id, option_number, recorded_by, idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, coalesce($6, now()), $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[db.organisationId, eventId, askId, householdId, event.kind, event.at, event.round, event.reason, event.until],
      ...[event.way, event.voiceId, event.promptId, event.option, event.recordedBy],
      ...[once.idempotencyKey, once.requestHash],
    ],
  );
  const { state } = await settleHousehold(db, askId, householdId);
  return { eventId, state };
}

/** Puts the household where everything that happened leaves it. */
async function settleHousehold(db: Transaction, askId: string, householdId: string): Promise<RollCallEntry> {
  const events = await db.rows<RollCallEvent>(
    `SELECT kind, ${instant('at')} AS at, round, reason, until FROM ask_events
     WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3 ORDER BY at, id`,
    [db.organisationId, askId, householdId],
  );
  // Until when somebody cannot is kept with the state; that it is over is seen when it is looked at.
  const entry = standing(events, '');
  await db.rows(
    `UPDATE ask_households SET state = $4, round = $5, reason = $6, until = $7, changed_at = now()
     WHERE organisation_id = $1 AND ask_id = $2 AND household_id = $3`,
    [db.organisationId, askId, householdId, entry.state, entry.round, entry.reason, entry.until],
  );
  return entry;
}
