import { fewest } from '@doorstep/domain';
import { blocks } from '../picture/index.js';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { homeOutsideRefuges } from '../records/index.js';

/**
 * The area that a home is in, by its reference, where ten households or more live in it; null: one of all the homes that
 * are in no such area, a refuge among them. An area is one part of a whole, so that no two of them tell of a third.
 * Throws `Problem` where fewer than ten households are left: there nothing can be said without pointing at one of them.
 */
export async function placeOfClash(db: Transaction, homeId: string | null): Promise<string | null> {
  const [found] = await db.rows<{ area: string | null; elsewhere: number }>(
    `WITH blocks AS (${blocks}),
     counted AS (
       SELECT coalesce(b.area, h.parent_id) AS area, count(DISTINCT t.id)::int AS households, bool_or(h.id = $2) AS is_here
       FROM tenancies t JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND h.deleted_at IS NULL
       LEFT JOIN blocks b ON b.connection_id = h.connection_id AND b.reference_id = h.parent_id
       WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL AND ${homeOutsideRefuges('h.id')}
       GROUP BY 1)
     SELECT max(area) FILTER (WHERE is_here AND households >= $3) AS area,
       coalesce(sum(households) FILTER (WHERE area IS NULL OR households < $3), 0)::int AS elsewhere
     FROM counted`,
    [db.organisationId, homeId, fewest],
  );
  const { area, elsewhere } = found!;
  if (area === null && elsewhere < fewest)
    throw new Problem(
      'conflict',
      'place-too-small',
      'Fewer than ten households live in such places, so this would point at one of them. Tell your manager instead.',
    );
  return area;
}
