import type { Transaction } from '../platform/database/database.js';
import { homeOutsideRefuges } from '../records/index.js';
import { lastHeard } from './gather-facts.js';

/**
 * How many of these households' homes were not heard from, in any way, in the last so many days or ever; of how many that
 * somebody lives in. Refuges are in no figure.
 */
export async function countNotHeard(
  db: Transaction,
  householdIds: readonly string[],
  days: number,
): Promise<{ homes: number; of: number }> {
  const [counted] = await db.rows<{ homes: number; of: number }>(
    `SELECT count(*)::int AS of,
       (count(*) FILTER (WHERE heard.last_at IS NULL OR heard.last_at <= now() - make_interval(days => $3)))::int AS homes
     FROM tenancies t
     JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND ${homeOutsideRefuges('h.id')}
     LEFT JOIN LATERAL (${lastHeard()}) heard ON true
     WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[]) AND t.is_active AND t.deleted_at IS NULL`,
    [db.organisationId, householdIds, days],
  );
  return counted!;
}
