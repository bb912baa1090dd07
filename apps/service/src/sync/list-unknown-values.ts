import type { UnknownValue } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** Values of the source that nobody has matched, most often seen first: what changed in the landlord's system. */
@Injectable()
export class ListUnknownValues {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: UnknownValue[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<UnknownValue>(
        `SELECT c.name AS connection, u.stream, u.field, u.value, u.times::int AS times, ${instant('u.last_seen_at')} AS "lastSeenAt"
         FROM unknown_codes u JOIN connections c ON c.organisation_id = $1 AND c.id = u.connection_id AND c.removed_at IS NULL
         WHERE u.organisation_id = $1 ORDER BY u.times DESC, u.stream, u.field, u.value LIMIT $2`,
        [organisationId, limit],
      );
      const [all] = await db.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM unknown_codes u
         JOIN connections c ON c.organisation_id = $1 AND c.id = u.connection_id AND c.removed_at IS NULL
         WHERE u.organisation_id = $1`,
        [organisationId],
      );
      return { items, total: all?.count ?? 0 };
    });
  }
}
