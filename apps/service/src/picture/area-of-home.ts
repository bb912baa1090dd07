import type { Transaction } from '../platform/database/database.js';

/**
 * An area is what a home's block stands in, else the block, by its reference in the housing system; null where the home
 * stands in nothing. Parts of statements in which $1 is the landlord.
 */
export const blocks = `
    SELECT connection_id, reference_id, coalesce(parent_id, reference_id) AS area FROM homes
    WHERE organisation_id = $1 AND deleted_at IS NULL AND kind <> 'dwelling'`;

/**
 * What areas are called, by their references: the first line of their address, and the second where another of them is
 * called the same. One that has none is left out.
 */
export async function namesOfAreas(db: Transaction, areas: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ area: string; name: string }>(
    `SELECT area, CASE WHEN count(*) OVER (PARTITION BY name) > 1 THEN concat_ws(', ', name, nullif(next, '')) ELSE name END AS name
     FROM (SELECT DISTINCT ON (reference_id) reference_id AS area, address_lines[1] AS name,
         coalesce(address_lines[2], postal_code) AS next FROM homes
     WHERE organisation_id = $1 AND reference_id = ANY ($2::text[]) AND deleted_at IS NULL AND address_lines[1] <> ''
     ORDER BY reference_id, id) named`,
    [db.organisationId, areas],
  );
  return new Map(rows.map(({ area, name }) => [area, name]));
}
