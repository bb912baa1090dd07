import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';

/** As many as a spreadsheet takes without being asked twice. */
const most = 100_000;

/** Held rows as CSV: which row of which list, and why. What the row holds is left out: it may tell of people. */
@Injectable()
export class ExportHeld {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string): Promise<string> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const rows = await db.rows<Record<string, string>>(
        `SELECT c.name AS connection, h.stream, h.key, h.code, h.message,
           to_char(h.first_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS first, to_char(h.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS last
         FROM held_rows h JOIN connections c ON c.organisation_id = $1 AND c.id = h.connection_id
         WHERE h.organisation_id = $1 AND h.released_at IS NULL ORDER BY h.code, h.stream, h.key LIMIT ${most}`,
        [organisationId],
      );
      await writeAudit(db, {
        actor,
        action: 'held.export',
        subject: `organisation:${organisationId}`,
        detail: { shown: rows.length },
      });
      const columns = ['connection', 'stream', 'key', 'code', 'message', 'first', 'last'];
      return stringify(rows, { header: true, columns, bom: true, escape_formulas: true });
    });
  }
}
