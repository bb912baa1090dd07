import type { StreamSpec } from '@doorstep/connectors';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';

/** One walk through one stream, from its first page to its last, over as many runs as it takes. */
export interface StreamPass {
  readonly pass: string;
  readonly state: unknown;
  /** It began at the start, so what it does not see is not there. */
  readonly isFull: boolean;
}

/** Whether the next pass of a stream goes on from where the last ended. */
export function goesOn({ cursor }: StreamSpec): boolean {
  return cursor.kind !== 'none' && cursor.kind !== 'scan';
}

/** Whether what a complete pass from the start did not see is gone. */
export function sweeps({ deletes }: StreamSpec): boolean {
  return deletes === 'snapshot-diff' || deletes === 'unseen' || deletes === 'tombstones';
}

/**
 * Goes on with an unfinished pass, or begins a new one: from where the last ended where the stream has a position, from
 * the start where it has none, where deletes are only found that way and it is time, or where `fromTheStart` asks for
 * it. A pass from the start whose list of seen keys did not survive (it is not logged, so a crash of the database
 * empties it) begins again: a gap in it would look like people who vanished.
 */
export async function openPass(
  db: Transaction,
  connectionId: string,
  spec: StreamSpec,
  fromTheStart: boolean,
): Promise<StreamPass> {
  const hours = spec.deletes === 'unseen' ? (spec.sweepEveryHours ?? 24) : null;
  const [stored] = await db.rows<{
    pass: string;
    state: unknown;
    is_full: boolean;
    is_complete: boolean;
    usable: boolean;
    must_sweep: boolean;
  }>(
    `SELECT s.pass, s.state, s.is_full, s.is_complete,
       s.keys_seen = (SELECT coalesce(sum(cardinality(k.keys)), 0) FROM seen_keys k
         WHERE k.organisation_id = $1 AND k.pass = s.pass) AS usable,
       coalesce(s.swept_at IS NULL OR s.swept_at < now() - make_interval(hours => $4), false) AS must_sweep
     FROM stream_states s WHERE s.organisation_id = $1 AND s.connection_id = $2 AND s.stream = $3`,
    [db.organisationId, connectionId, spec.name, hours],
  );
  if (stored && !stored.is_complete && stored.usable && !fromTheStart) {
    return { pass: stored.pass, state: stored.state ?? undefined, isFull: stored.is_full };
  }
  if (stored) await forgetKeys(db, stored.pass);
  const pass = uuidv7();
  const isLater =
    stored !== undefined &&
    stored.is_complete &&
    !fromTheStart &&
    goesOn(spec) &&
    stored.state !== null &&
    !(hours !== null && stored.must_sweep);
  const state = isLater ? stored.state : null;
  await db.rows(
    `INSERT INTO stream_states (organisation_id, connection_id, stream, pass, state, is_full)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organisation_id, connection_id, stream)
     DO UPDATE SET pass = excluded.pass, state = excluded.state, is_full = excluded.is_full, keys_seen = 0,
       is_complete = false, fields_left = '{}', updated_at = now()`,
    [db.organisationId, connectionId, spec.name, pass, state === null ? null : JSON.stringify(state), !isLater],
  );
  return { pass, state: state ?? undefined, isFull: !isLater };
}

/** Forgets how far streams came, so that the next pass of each begins at the start. Nothing that was read is lost. */
export async function forgetPositions(
  db: Transaction,
  connectionId: string,
  streams: readonly string[],
): Promise<void> {
  await db.rows(
    `UPDATE stream_states SET state = NULL, is_complete = true
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = ANY ($3)`,
    [db.organisationId, connectionId, streams],
  );
}

/** Writes how far the pass has come, in the transaction of the page before it. */
export async function advancePass(
  db: Transaction,
  connectionId: string,
  stream: string,
  pass: string,
  state: unknown,
  keys: readonly string[],
  fieldsLeft: readonly string[],
): Promise<void> {
  await db.rows(
    `WITH seen AS (
       INSERT INTO seen_keys (organisation_id, pass, after, keys)
       SELECT $1, $4, keys_seen, $6 FROM stream_states
       WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3 AND cardinality($6::text[]) > 0
     )
     UPDATE stream_states SET state = $5, keys_seen = keys_seen + cardinality($6::text[]),
       fields_left = fields_left || $7::text[], updated_at = now()
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [db.organisationId, connectionId, stream, pass, JSON.stringify(state), keys, fieldsLeft],
  );
}

/** Ends a pass that reached the last page. */
export async function completePass(
  db: Transaction,
  connectionId: string,
  stream: string,
  { pass, isFull }: StreamPass,
): Promise<void> {
  await db.rows(
    `UPDATE stream_states SET is_complete = true, updated_at = now(),
       swept_at = CASE WHEN $4 THEN now() ELSE swept_at END,
       may_remove_many = may_remove_many AND NOT $4
     WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [db.organisationId, connectionId, stream, isFull],
  );
  await forgetKeys(db, pass);
}

/** Whether somebody said that the records that are missing from a stream really are gone. */
export async function mayRemoveMany(db: Transaction, connectionId: string, stream: string): Promise<boolean> {
  const [row] = await db.rows<{ may: boolean }>(
    `SELECT may_remove_many AS may FROM stream_states WHERE organisation_id = $1 AND connection_id = $2 AND stream = $3`,
    [db.organisationId, connectionId, stream],
  );
  return row?.may ?? false;
}

/**
 * A query for the keys among `stored` (a query for `key`) that the pass $3 of the landlord $1 did not see. EXCEPT is as quick
 * where nothing is known yet of how many rows there are: a join is then planned for a handful, and of a hundred thousand
 * homes each is compared with each.
 */
export function notSeen(stored: string): string {
  return `${stored} EXCEPT SELECT one.key FROM seen_keys k CROSS JOIN unnest(k.keys) AS one (key)
    WHERE k.organisation_id = $1 AND k.pass = $3`;
}

async function forgetKeys(db: Transaction, pass: string): Promise<void> {
  await db.rows('DELETE FROM seen_keys WHERE organisation_id = $1 AND pass = $2', [db.organisationId, pass]);
}
