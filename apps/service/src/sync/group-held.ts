import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface HeldReason {
  readonly connection: string;
  readonly stream: string;
  readonly code: string;
  readonly message: string;
  readonly rows: number;
  /** Of them: those that somebody left out. */
  readonly leftOut: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Why rows are held, most rows first: one thing to mend at the source often lets many go. */
@Injectable()
export class GroupHeld {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: HeldReason[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<HeldReason>(
        `SELECT c.name AS connection, h.stream, h.code, h.message, count(*)::int AS rows, count(h.left_out_at)::int AS "leftOut",
           min(h.first_seen_at) AS "firstSeenAt", max(h.last_seen_at) AS "lastSeenAt"
         FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
         WHERE h.organisation_id = $1 AND h.released_at IS NULL
         GROUP BY c.name, h.stream, h.code, h.message ORDER BY count(*) DESC, h.stream, h.message`,
        [organisationId],
      ),
    );
    return { items, total: items.reduce((sum, one) => sum + one.rows, 0) };
  }
}
