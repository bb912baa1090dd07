import type { LadderMove } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';

/** Ends the live try of a ladder, if there is one. */
export async function endTry(
  db: Transaction,
  ladderId: string,
  as: 'answered' | 'tried-again' | 'passed' | 'inbound' | 'ladder-ended',
): Promise<void> {
  await db.rows(
    `UPDATE ladder_tries SET ended_at = now(), ended_as = $3
     WHERE organisation_id = $1 AND ladder_id = $2 AND ended_at IS NULL`,
    [db.organisationId, ladderId, as],
  );
}

/** Ends a ladder, and what was live of it, for the reason that the rules gave. */
export async function endLadder(
  db: Transaction,
  ladderId: string,
  { because, reason, revisitAt }: Extract<LadderMove, { readonly do: 'stop' }>,
): Promise<void> {
  await endTry(db, ladderId, 'ladder-ended');
  await db.rows(
    `UPDATE ladders SET ended_at = now(), ended_because = $3, ended_reason = $4, revisit_at = $5,
       look_again_at = NULL, waits_because = NULL
     WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, ladderId, because, reason, revisitAt],
  );
}
