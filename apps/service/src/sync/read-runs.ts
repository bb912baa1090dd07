import type { RunShown } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { addCounts, noCounts, type StreamCounts } from './stream-counts.js';

interface Row extends Omit<RunShown, 'result' | 'total' | 'streams' | 'secondsLeft'> {
  readonly status: 'running' | 'complete' | 'incomplete' | 'interrupted' | 'paused';
  readonly counts: { readonly streams?: Readonly<Record<string, StreamCounts>> };
  readonly seconds: number;
}

/** Of the last run of a connection that did not come to its end, while nothing keeps it from going on by itself. */
const triesAgainAt = `CASE WHEN r.status IN ('incomplete', 'interrupted')
         AND c.paused_at IS NULL AND c.refused_at IS NULL AND c.removed_at IS NULL
         AND NOT EXISTS (SELECT FROM runs l WHERE l.organisation_id = $1 AND l.connection_id = r.connection_id
           AND l.started_at > r.started_at) THEN c.next_sync_at END`;

/** Runs, the newest first: all, those of one connection, or one. */
export async function readRuns(
  db: Transaction,
  { connectionId = null, id = null, limit }: { connectionId?: string | null; id?: string | null; limit: number },
): Promise<RunShown[]> {
  const rows = await db.rows<Row>(
    `SELECT r.id, c.name AS connection, c.title AS "connectionTitle", r.status, r.is_full AS "isFull", r.asked_by AS "askedBy",
       ${instant('r.started_at')} AS "startedAt", ${instant('r.finished_at')} AS "finishedAt", r.problem, r.counts,
       ${instant(triesAgainAt)} AS "triesAgainAt",
       extract(epoch FROM coalesce(r.finished_at, now()) - r.started_at)::float8 AS seconds,
       (SELECT (b.counts->'total'->>'read')::int FROM runs b
        WHERE b.organisation_id = $1 AND b.connection_id = r.connection_id AND b.status = 'complete' AND b.id <> r.id
          AND b.is_full = r.is_full AND b.started_at < r.started_at
        ORDER BY b.started_at DESC LIMIT 1) AS expected
     FROM runs r JOIN connections c ON c.organisation_id = $1 AND c.id = r.connection_id
     WHERE r.organisation_id = $1 AND ($2::uuid IS NULL OR r.connection_id = $2) AND ($3::uuid IS NULL OR r.id = $3)
     ORDER BY r.started_at DESC, r.id DESC LIMIT $4`,
    [db.organisationId, connectionId, id, limit],
  );
  return rows.map(shown);
}

function shown({ status, counts, seconds, ...run }: Row): RunShown {
  const streams = Object.entries(counts.streams ?? {}).map(([stream, of]) => ({ stream, ...of }));
  const total = Object.values(counts.streams ?? {}).reduce(addCounts, noCounts());
  return {
    ...run,
    result: resultOf(status, total.held),
    total,
    streams,
    secondsLeft: status === 'running' ? secondsLeft(total.read, run.expected, seconds) : null,
  };
}

function resultOf(status: Row['status'], held: number): RunShown['result'] {
  if (status === 'complete') return held > 0 ? 'completed-held' : 'completed';
  return status === 'incomplete' ? 'stopped' : status;
}

/** By the rate so far; null where nothing was read yet, or nobody knows how much there is: more than last time. */
function secondsLeft(read: number, expected: number | null, seconds: number): number | null {
  if (expected === null || read === 0 || seconds < 2) return null;
  return read > expected ? null : Math.round(((expected - read) / read) * seconds);
}
