import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { csvOfPages } from '../platform/csv.js';
import { Database } from '../platform/database/database.js';

type Row = readonly [string, string, string, string, string, string, string];

const pageSize = 5_000;

/** Held rows as CSV: which row of which list, and why. What the row holds is left out: it may tell of people. */
@Injectable()
export class ExportHeld {
  constructor(private readonly database: Database) {}

  /** Answers the file part by part, every row of it: nobody can see from a part that it is one. */
  async run(actor: string, organisationId: string): Promise<AsyncIterable<string>> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const [held] = await db.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM held_rows WHERE organisation_id = $1 AND released_at IS NULL',
        [organisationId],
      );
      const subject = `organisation:${organisationId}`;
      await writeAudit(db, { actor, action: 'held.export', subject, detail: { shown: held?.count ?? 0 } });
    });
    return csvOfPages(['connection', 'stream', 'key', 'code', 'message', 'first', 'last'], this.pages(organisationId));
  }

  private async *pages(organisationId: string): AsyncGenerator<Row[]> {
    let last: { at: string[] } | undefined;
    do {
      const rows = await this.database.inOrganisation(organisationId, (db) =>
        db.rows<{ cells: Row; at: string[] }>(
          `SELECT ARRAY[c.name, h.stream, h.key, h.code, h.message,
               to_char(h.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
               to_char(h.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')] AS cells,
             ARRAY[h.connection_id::text, h.stream, h.key, h.code] AS at
           FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
           WHERE h.organisation_id = $1 AND h.released_at IS NULL
             AND ($2::text[] IS NULL
               OR (h.connection_id, h.stream, h.key, h.code) > (($2::text[])[1]::uuid, ($2::text[])[2], ($2::text[])[3], ($2::text[])[4]))
           ORDER BY h.connection_id, h.stream, h.key, h.code LIMIT $3`,
          [organisationId, last?.at ?? null, pageSize],
        ),
      );
      yield rows.map(({ cells }) => cells);
      last = rows.length < pageSize ? undefined : rows.at(-1);
    } while (last);
  }
}
