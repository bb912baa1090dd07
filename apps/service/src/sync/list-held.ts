import type { HeldRowSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Rows that could not be understood and wait, newest first. */
@Injectable()
export class ListHeld {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: HeldRowSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<HeldRowSummary>(
        `SELECT c.name AS connection, h.stream, h.key, h.code, h.message, h.first_seen_at AS "firstSeenAt", h.last_seen_at AS "lastSeenAt"
         FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
         WHERE h.organisation_id = $1 AND h.released_at IS NULL ORDER BY h.last_seen_at DESC, h.key LIMIT $2`,
        [organisationId, limit],
      );
      const [counted] = await db.rows<{ total: number }>(
        `SELECT count(*)::int AS total FROM held_rows WHERE organisation_id = $1 AND released_at IS NULL`,
        [organisationId],
      );
      return { items, total: counted?.total ?? 0 };
    });
  }
}
