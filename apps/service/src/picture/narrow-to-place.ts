import { fewest } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { homeOutsideRefuges } from '../records/index.js';

/** The homes and the households in a place, or everywhere. */
export type Narrowed = { readonly homes: readonly string[]; readonly households: readonly string[] } | null;

/**
 * The homes of a place (a home, a block, or what those stand in, by its reference) and who lives there; null for no place,
 * which is everywhere. Throws `Problem` where it is not known, and where so few live there that counts would tell of them.
 */
export async function narrowToPlace(db: Transaction, place: string | undefined): Promise<Narrowed> {
  if (place === undefined) return null;
  const [found] = await db.rows<{ homes: string[]; households: string[] }>(
    `WITH RECURSIVE inside AS (
       SELECT h.id, h.connection_id, h.reference_id, 0 AS depth FROM homes h
       WHERE h.organisation_id = $1 AND h.reference_id = $2 AND h.deleted_at IS NULL
       UNION
       SELECT h.id, h.connection_id, h.reference_id, 1 FROM homes h
       WHERE h.organisation_id = $1 AND h.parent_id = $2 AND h.deleted_at IS NULL
       UNION
       SELECT h.id, h.connection_id, h.reference_id, i.depth + 1 FROM inside i
       JOIN homes h ON h.connection_id = i.connection_id AND h.parent_id = i.reference_id
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL AND i.depth < 6)
     SELECT ARRAY(SELECT DISTINCT i.id FROM inside i WHERE ${homeOutsideRefuges('i.id')}) AS homes,
       ARRAY(SELECT t.id FROM tenancies t WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL
         AND t.home_id IN (SELECT id FROM inside) AND ${homeOutsideRefuges('t.home_id')}) AS households`,
    [db.organisationId, place],
  );
  if (!found || found.homes.length === 0)
    throw new Problem('not-known', 'place-unknown', 'There is no such place here. Choose one from the list of areas.');
  if (found.households.length < fewest)
    throw new Problem(
      'conflict',
      'place-too-small',
      'Fewer than ten households live there, so counts would tell of them. Choose a larger place.',
    );
  return found;
}

/** The condition on a row with `household_id` and `home_id`, bound to two parameters: see `boundTo`. */
export const isInside = (row: string, first: number) =>
  `($${first}::uuid[] IS NULL OR ${row}.household_id = ANY ($${first}) OR ${row}.home_id = ANY ($${first + 1}::uuid[]))`;

export const boundTo = (narrowed: Narrowed) => [narrowed?.households ?? null, narrowed?.homes ?? null];
