import type { PromptSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** Prompts for the household of one person, newest first. */
@Injectable()
export class ListPrompts {
  constructor(private readonly database: Database) {}

  /** `personReference` is the host's own id. Throws `Problem` when nobody has it. */
  async run(
    organisationId: string,
    personReference: string,
    limit: number,
  ): Promise<{ items: PromptSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const people = await db.rows<{ id: string }>(
        'SELECT id FROM people WHERE organisation_id = $1 AND reference_id = $2',
        [organisationId, personReference],
      );
      if (people.length === 0)
        throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${personReference}.`);
      const items = await db.rows<PromptSummary & { total: number }>(
        `SELECT q.id, q.kind, q.code, q.say, q.state, q.reasons, q.created_at AS "createdAt", q.expires_at AS "expiresAt",
                (count(*) OVER ())::int AS total
         FROM prompts q
         WHERE q.organisation_id = $1 AND q.household_id IN (
           SELECT y.tenancy_id FROM tenancy_parties y WHERE y.organisation_id = $1 AND y.person_id = ANY ($2::uuid[]))
         ORDER BY q.created_at DESC, q.id LIMIT $3`,
        [organisationId, people.map((one) => one.id), limit],
      );
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
