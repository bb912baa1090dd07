import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

export interface HeldReason {
  readonly connection: string;
  readonly stream: string;
  readonly code: string;
  readonly message: string;
  /** The cell they are held for, where it is one. */
  readonly field: string | null;
  /** They can be taken without it. */
  readonly mayBeEmpty: boolean;
  /** Somebody said so: they come in when they are read again. */
  readonly isEmptied: boolean;
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
        `SELECT c.name AS connection, h.stream, h.code, h.message, h.field,
           bool_and(h.may_be_empty) AS "mayBeEmpty", ${isEmptied} AS "isEmptied", count(*)::int AS rows, count(h.left_out_at)::int AS "leftOut",
           min(h.first_seen_at) AS "firstSeenAt", max(h.last_seen_at) AS "lastSeenAt"
         FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
         WHERE h.organisation_id = $1 AND h.released_at IS NULL
         GROUP BY c.name, c.value_mapping, h.stream, h.code, h.message, h.field ORDER BY count(*) DESC, h.stream, h.message`,
        [organisationId],
      ),
    );
    return { items, total: items.reduce((sum, one) => sum + one.rows, 0) };
  }
}

const isEmptied = `coalesce(c.value_mapping->'emptied'->h.stream @> jsonb_build_array(jsonb_build_object('field', h.field, 'code', h.code)), false)`;
