import type { FieldLeft } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { DAYS_TOLD } from './list-vanished-fields.js';

/** Fields that a system sends and nothing reads, by name, those that came last first. */
@Injectable()
export class ListFieldsLeft {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: FieldLeft[]; total: number }> {
    const found = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<FieldLeft & { total: number }>(
        `SELECT c.name AS connection, c.title AS system, f.stream, f.field, ${instant('came.at')} AS "cameAt",
           count(*) OVER ()::int AS total
         FROM stream_fields_left f
         JOIN connections c ON c.organisation_id = $1 AND c.id = f.connection_id AND c.removed_at IS NULL
         CROSS JOIN LATERAL (
           SELECT CASE WHEN f.came_at > now() - make_interval(days => $2) THEN f.came_at END AS at
         ) came
         WHERE f.organisation_id = $1
         ORDER BY came.at DESC NULLS LAST, c.name, f.stream, f.field LIMIT $3`,
        [organisationId, DAYS_TOLD, limit],
      ),
    );
    return { items: found.map(({ total: _total, ...one }) => one), total: found[0]?.total ?? 0 };
  }
}
