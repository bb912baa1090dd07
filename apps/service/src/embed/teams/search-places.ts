import { placesQuery, type PlaceFound, type PlacesQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { parseInput } from '../../platform/problem.js';
import { homeOutsideRefuges, placeOutsideRefuges } from '../../records/index.js';

/** How many are answered at most. */
const most = 20;

/**
 * Finds places that the housing system has by name or reference: what homes stand in, never a home itself. A refuge, or a
 * place with no homes but those of one, is not found: nothing is asked there, and nobody has to learn where it is.
 */
@Injectable()
export class SearchPlaces {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(organisationId: string, raw: PlacesQuery): Promise<{ items: PlaceFound[]; total: number }> {
    const { search } = parseInput(placesQuery, raw);
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    return this.database.inOrganisation(organisationId, async (db) => {
      const rows = await db.rows<PlaceFound & { total: number }>(
        `WITH parents AS (
           SELECT parent_reference->>'id' AS reference,
             count(*) FILTER (WHERE ${homeOutsideRefuges('homes.id')})::int AS homes FROM homes
           WHERE organisation_id = $1 AND deleted_at IS NULL AND parent_reference IS NOT NULL GROUP BY 1
         ),
         named AS (
           SELECT DISTINCT ON (reference_id) reference_id AS reference, array_to_string(address_lines, ', ') AS name, kind
           FROM homes WHERE organisation_id = $1 AND deleted_at IS NULL
             AND (kind IN ('estate', 'block') OR reference_id IN (SELECT reference FROM parents))
           ORDER BY reference_id
         ),
         places AS (
           SELECT reference, nullif(n.name, '') AS name, coalesce(n.kind, 'unknown') AS kind, coalesce(p.homes, 0) AS homes
           FROM named n FULL JOIN parents p USING (reference)
           WHERE p.homes IS DISTINCT FROM 0 AND ${placeOutsideRefuges('reference')}
         )
         SELECT reference, name, kind, homes, (count(*) OVER ())::int AS total FROM places
         WHERE name ILIKE $2 OR reference ILIKE $2
         ORDER BY name IS NULL, name, reference LIMIT $3`,
        [organisationId, like, most],
      );
      const items = rows.map(({ total: _, ...place }) => place);
      return { items, total: rows[0]?.total ?? 0 };
    });
  }
}
