import type { VoiceSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';

/** What residents said, in their words, newest first. Reading it is in the audit. */
@Injectable()
export class ListVoices {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string, limit: number): Promise<{ items: VoiceSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<VoiceSummary & { total: number }>(
        `SELECT v.id, v.words, v.whose, o.heard, q.say AS asked, p.reference_id AS person, v.said_at AS "saidAt", (count(*) OVER ())::int AS total
         FROM voices v
         JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id AND o.withdrawn_at IS NULL
         JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
         LEFT JOIN people p ON p.organisation_id = $1 AND p.id = v.person_id
         WHERE v.organisation_id = $1 ORDER BY v.said_at DESC, v.id LIMIT $2`,
        [organisationId, limit],
      );
      await writeAudit(db, {
        actor,
        action: 'voices.list',
        subject: `organisation:${organisationId}`,
        detail: { shown: items.length },
      });
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
