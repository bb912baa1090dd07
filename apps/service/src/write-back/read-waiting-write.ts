import type { Transaction } from '../platform/database/database.js';
import type { WaitingWrite } from './prepare-write.js';

/**
 * One write-back with what it is about, locked until the transaction ends; undefined while somebody else has it. One
 * that does not wait any more is `settled`.
 */
export async function readWaitingWrite(db: Transaction, id: string): Promise<WaitingWrite | 'settled' | undefined> {
  const [found] = await db.rows<Omit<WaitingWrite, 'at'> & { at: Date | null; state: string }>(
    `SELECT w.id, w.state, w.connection_id AS "connectionId", c.connector, c.title AS host, w.kind, w.record_type AS "recordType",
       w.record_id AS "recordId", w.hand_off_id AS "handOffId", w.voice_id AS "voiceId", w.tries,
       coalesce(f.household_id, v.household_id, l.household_id) AS "householdId",
       coalesce(f.told_at, v.said_at, l.told_at) AS at,
       coalesce(f.reference, w.voice_id::text, w.telling_id::text) AS reference,
       CASE WHEN w.hand_off_id IS NOT NULL THEN 'hand-off' WHEN w.voice_id IS NOT NULL THEN 'voice' ELSE 'reply' END AS about,
       coalesce(v.withdrawn_at IS NOT NULL, l.state = 'replaced', false) AS "isOver"
     FROM write_backs w
     JOIN connections c ON c.organisation_id = $1 AND c.id = w.connection_id
     LEFT JOIN hand_offs f ON f.organisation_id = $1 AND f.id = w.hand_off_id
     LEFT JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
     LEFT JOIN tellings l ON l.organisation_id = $1 AND l.id = w.telling_id
     WHERE w.organisation_id = $1 AND w.id = $2
     FOR UPDATE OF w SKIP LOCKED`,
    [db.organisationId, id],
  );
  if (!found) return undefined;
  const { state, at, ...write } = found;
  return state === 'waiting' ? { ...write, at: at?.toISOString() ?? null } : 'settled';
}
