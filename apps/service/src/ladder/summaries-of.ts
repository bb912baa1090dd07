import type { LadderSummary } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** Where the latest ladder of each household stands, in no order. Looks by the database's clock. */
export async function summariesOf(
  db: Transaction,
  householdIds: readonly string[],
): Promise<{ readonly householdId: string; readonly told: LadderSummary }[]> {
  return db.rows(
    `SELECT DISTINCT ON (l.household_id) l.household_id AS "householdId", jsonb_build_object(
       'household', t.reference_id, 'home', h.reference_id,
       'people', coalesce((
         SELECT jsonb_agg(p.reference_id ORDER BY y.is_responsible DESC NULLS LAST, p.reference_id)
         FROM tenancy_parties y JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id AND p.deleted_at IS NULL
         WHERE y.organisation_id = $1 AND y.tenancy_id = t.id), '[]'),
       'lastHeardAt', ${instant(lastHeardOf('l.household_id'))}, 'startedAt', ${instant('l.started_at')},
       'stands', CASE WHEN l.ended_at IS NOT NULL THEN 'ended' WHEN latest.is_live THEN 'live'
                      WHEN l.look_again_at > now() THEN 'waiting' ELSE 'due' END,
       'step', latest.step, 'lookAgainAt', ${instant('l.look_again_at')}, 'waitsBecause', l.waits_because,
       'endedAt', ${instant('l.ended_at')}, 'endedBecause', l.ended_because, 'reason', l.ended_reason,
       'revisitAt', ${instant('l.revisit_at')}) AS told
     FROM ladders l
     JOIN tenancies t ON t.organisation_id = $1 AND t.id = l.household_id
     LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
     LEFT JOIN LATERAL (
       SELECT y.step, y.ended_at IS NULL AS is_live FROM ladder_tries y
       WHERE y.organisation_id = $1 AND y.ladder_id = l.id ORDER BY y.at DESC, y.step DESC, y.attempt DESC LIMIT 1
     ) latest ON true
     WHERE l.organisation_id = $1 AND l.household_id = ANY ($2::uuid[])
     ORDER BY l.household_id, l.started_at DESC, l.id DESC`,
    [db.organisationId, householdIds],
  );
}

/** When a household was last heard, in whatever way; null: never. */
export function lastHeardOf(householdId: string): string {
  return `greatest(
    (SELECT max(o.said_at) FROM outcomes o WHERE o.organisation_id = $1 AND o.household_id = ${householdId}
       AND o.outcome = 'heard' AND o.withdrawn_at IS NULL),
    (SELECT max(y.answered_at) FROM ladder_tries y WHERE y.organisation_id = $1 AND y.household_id = ${householdId}
       AND y.answer = 'heard'))`;
}
