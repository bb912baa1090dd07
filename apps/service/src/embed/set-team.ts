import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';

const places = z.array(z.string().trim().min(1).max(200)).max(1000).default([]);
const input = z.object({
  /** As the host's tokens name it. */
  code: z.string().regex(/^[^\p{C}]{1,200}$/u, 'write the code that the tokens of your CRM name it by'),
  /** As staff call it. */
  name: z.string().trim().min(1).max(100),
  /** References in the housing system of what the team looks after: blocks and schemes, and the patches they stand in. */
  schemes: places,
  patches: places,
});

/** Sets up a team and the places it looks after, in place of those it had. */
@Injectable()
export class SetTeam {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, raw: z.input<typeof input>): Promise<{ code: string }> {
    const { code, name, schemes, patches } = parseInput(input, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      await db.rows(
        `INSERT INTO teams (organisation_id, code, name) VALUES ($1, $2, $3)
         ON CONFLICT (organisation_id, code) DO UPDATE SET name = excluded.name`,
        [organisationId, code, name],
      );
      await db.rows('DELETE FROM team_places WHERE organisation_id = $1 AND team_code = $2', [organisationId, code]);
      await db.rows(
        `INSERT INTO team_places (organisation_id, team_code, kind, place)
         SELECT DISTINCT $1::uuid, $2, kind, place
         FROM (SELECT 'scheme' AS kind, unnest($3::text[]) AS place UNION ALL SELECT 'patch', unnest($4::text[])) given`,
        [organisationId, code, schemes, patches],
      );
      await writeAudit(db, {
        actor,
        action: 'team.set',
        subject: `team:${code}`,
        detail: { schemes: schemes.length, patches: patches.length },
      });
    });
    return { code };
  }
}
