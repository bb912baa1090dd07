import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** One walk through one stream, from its first page to its last, over as many runs as it takes. */
export interface StreamPass {
  readonly pass: string;
  readonly state: unknown;
}

/**
 * Goes on with an unfinished pass, or begins a new one. A pass whose list of seen keys did not survive (it is not
 * logged, so a crash of the database empties it) begins again: a gap in it would look like people who vanished.
 */
export async function openPass(
  db: Transaction,
  connectionId: string,
  stream: string,
  fromTheStart: boolean,
): Promise<StreamPass> {
  const [stored] = await db.rows<{ pass: string; state: unknown; usable: boolean }>(
    `SELECT s.pass, s.state, NOT s.is_complete
       AND s.keys_seen = (SELECT count(*) FROM seen_keys k WHERE k.organisation_id = $1 AND k.pass = s.pass) AS usable
     FROM stream_states s WHERE s.organisation_id = $1 AND s.connection_id = $2 AND s.stream = $3`,
    [db.organisationId, connectionId, stream],
  );
  if (stored?.usable && !fromTheStart) return { pass: stored.pass, state: stored.state ?? undefined };
  if (stored) await forgetKeys(db, stored.pass);
  const pass = uuidv7();
  await db.rows(
    `INSERT INTO stream_states (organisation_id, connection_id, stream, pass, state) VALUES ($1, $2, $3, $4, NULL)
     ON CONFLICT (organisation_id, connection_id, stream)
     DO UPDATE SET pass = excluded.pass, state = NULL, keys_seen = 0, is_complete = false, updated_at = now()`,
    [db.organisationId, connectionId, stream, pass],
  );
  return { pass, state: undefined };
}

/** Writes how far the pass has come, in the transaction of the page before it. */
export async function advancePass(
  db: Transaction,
  connectionId: string,
  stream: string,
  pass: string,
  state: unknown,
  keys: readonly string[],
): Promise<void> {
  await db.rows(
    `WITH seen AS (
       INSERT INTO seen_keys (organisation_id, pass, key) SELECT $1, $4, k FROM unnest($6::text[]) AS k
       ON CONFLICT DO NOTHING RETURNING 1
     )
     UPDATE stream_states SET state = $5, keys_seen = keys_seen + (SELECT count(*) FROM seen), updated_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [db.organisationId, connectionId, stream, pass, JSON.stringify(state), keys],
  );
}

/** Ends a pass that reached the last page. */
export async function completePass(db: Transaction, connectionId: string, stream: string, pass: string): Promise<void> {
  await db.rows(
    `UPDATE stream_states SET is_complete = true, updated_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [db.organisationId, connectionId, stream],
  );
  await forgetKeys(db, pass);
}

async function forgetKeys(db: Transaction, pass: string): Promise<void> {
  await db.rows('DELETE FROM seen_keys WHERE organisation_id = $1 AND pass = $2', [db.organisationId, pass]);
}
