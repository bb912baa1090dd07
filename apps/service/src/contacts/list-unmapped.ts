import type { UnmappedContact } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** What hosts sent that no row of a contact mapping knows: counted, never guessed. Most frequent first. */
@Injectable()
export class ListUnmapped {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: UnmappedContact[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<UnmappedContact & { total: number }>(
        `SELECT c.type_source AS source, n.name AS connection, count(*)::int AS contacts, max(c.occurred_at) AS "lastSeenAt",
                (count(*) OVER ())::int AS total
         FROM contacts c
         LEFT JOIN connections n ON n.organisation_id = $1 AND n.id::text = split_part(c.allocated_by, '/', 1)
         WHERE c.organisation_id = $1 AND c.type_code IS NULL
         GROUP BY c.type_source, n.name ORDER BY 3 DESC, 1, 2 LIMIT $2`,
        [organisationId, limit],
      );
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
