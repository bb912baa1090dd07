import type { DecisionSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Decisions of a landlord, newest first. */
@Injectable()
export class ListDecisions {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: DecisionSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const items = await db.rows<DecisionSummary>(
        `SELECT d.id, d.outcome, d.decided_at AS "decidedAt",
           jsonb_build_object('id', c.id, 'type', c.type_code, 'source', c.type_source, 'occurredAt', c.occurred_at) AS contact,
           CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'code', p.code, 'say', p.say) END AS prompt,
           CASE WHEN d.why_not IS NULL THEN NULL ELSE jsonb_build_object('code', d.why_not, 'form', d.why_not_form) END AS "whyNot"
         FROM decisions d JOIN contacts c ON c.organisation_id = $1 AND c.id = d.contact_id
         LEFT JOIN prompts p ON p.organisation_id = $1 AND p.decision_id = d.id
         WHERE d.organisation_id = $1 ORDER BY d.decided_at DESC, d.id LIMIT $2`,
        [organisationId, limit],
      );
      const [counted] = await db.rows<{ total: number }>(
        `SELECT count(*)::int AS total FROM decisions WHERE organisation_id = $1`,
        [organisationId],
      );
      return { items, total: counted?.total ?? 0 };
    });
  }
}
