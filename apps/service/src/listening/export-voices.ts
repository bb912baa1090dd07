import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { csvOfPages } from '../platform/csv.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { isRestricted, kindNow, outsideRefuges, placeOutsideRefuges } from '../records/index.js';
import { latestBeside } from './read-voices.js';

const columns = [
  'voice',
  'said on',
  'kind',
  'theme',
  'whose words',
  'speaker',
  'taken through',
  'supported by',
  'asked',
  'words',
  'place',
  'may be shared',
  'corrects',
];
const pageSize = 2_000;
const elsewhere = `${outsideRefuges('v')} AND ${placeOutsideRefuges('v.place')} AND NOT ${isRestricted('v.person_id')}`;

/** Voices as CSV, newest first, words verbatim and names left out; nothing from a refuge, nor of whom nothing may be used. */
@Injectable()
export class ExportVoices {
  constructor(private readonly database: Database) {}

  /** Answers the file part by part, every voice in it. Throws `Problem`. */
  async run({ actor, organisationId, roles }: Caller): Promise<AsyncIterable<string>> {
    refuseUnless(roles, 'voices.read');
    await this.database.inOrganisation(organisationId, async (db) => {
      const [voices] = await db.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM voices v WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL AND ${elsewhere}`,
        [organisationId],
      );
      const subject = `organisation:${organisationId}`;
      await writeAudit(db, { actor, action: 'voices.export', subject, detail: { shown: voices?.count ?? 0 } });
    });
    return csvOfPages(columns, this.pages(organisationId));
  }

  private async *pages(organisationId: string): AsyncGenerator<(string | null)[][]> {
    let last: { id: string; at: string } | undefined;
    do {
      const rows = await this.database.inOrganisation(organisationId, (db) =>
        db.rows<{ id: string; at: string; cells: (string | null)[] }>(
          `SELECT v.id, v.said_at::text AS at,
             ARRAY[v.id::text, to_char(v.said_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), ${kindNow}, s.theme, v.whose, v.speaker,
               v.taken_through, v.supported_by, q.say, v.words, v.place,
               CASE WHEN coalesce(c.may_share, v.may_share) THEN 'yes' ELSE 'no' END, v.corrects::text] AS cells
           FROM voices v
           ${latestBeside}
           LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id
           LEFT JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
           WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL AND ${elsewhere}
             AND ($2::timestamptz IS NULL OR (v.said_at, v.id) < ($2, $3::uuid))
           ORDER BY v.said_at DESC, v.id DESC LIMIT $4`,
          [organisationId, last?.at ?? null, last?.id ?? null, pageSize],
        ),
      );
      yield rows.map(({ cells }) => cells);
      last = rows.length < pageSize ? undefined : rows.at(-1);
    } while (last);
  }
}
