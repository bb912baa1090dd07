import type { CursorKind } from '../contract.js';

type ModifiedSince = Extract<CursorKind, { kind: 'modified-since' }>;

const grain = { millisecond: 1, second: 1000, day: 86_400_000 } as const;

/**
 * Where the next read of a `modified-since` stream begins, RFC 3339 UTC: the earlier of when this read began by the
 * sender's clock and the latest change it saw, less the overlap, rounded down to what the system compares. Never before
 * `previous`: a system whose clock was set back must not send us round in circles. A change dated in the future, which
 * would hide everything until then, cannot move it past when the read began.
 *
 * `startedAt` is the sender's clock (`serverTime`), `latestSeen` the latest time of change among the rows read. RFC 3339.
 * Source of the rule: rows become visible later than their own time says (airbyte issues 9915, 27146, 84400).
 */
export function nextCursor(
  cursor: ModifiedSince,
  startedAt: Date,
  latestSeen: string | null,
  previous: string | null,
): string | null {
  if (latestSeen === null) return previous;
  const reached = Math.min(startedAt.getTime(), Date.parse(latestSeen)) - cursor.overlapSeconds * 1000;
  const unit = grain[cursor.precision];
  const rounded = new Date(Math.floor(reached / unit) * unit).toISOString();
  return previous !== null && Date.parse(previous) > Date.parse(rounded) ? previous : rounded;
}
