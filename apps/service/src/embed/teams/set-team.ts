import type { TeamShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { writeAudit } from '../../audit/index.js';
import { Database } from '../../platform/database/database.js';
import { parseInput, Problem } from '../../platform/problem.js';
import { readTeams } from './list-teams.js';

const places = z.array(z.string().trim().min(1).max(200)).max(1000).default([]);
const input = z.object({
  /** As the host's tokens name it. */
  code: z.string().regex(/^[^\p{C}]{1,200}$/u, 'write the code that the tokens of your CRM name it by'),
  /** As staff call it. */
  name: z.string().trim().min(1).max(100),
  /** References in the housing system of what the team looks after: blocks and schemes, and the patches they stand in. */
  schemes: places,
  patches: places,
  /** As it was read, 0 for a new one; left out: whatever stands there is replaced. */
  version: z.number().int().optional(),
});

/** Sets up a team and the places it looks after, in place of those it had. */
@Injectable()
export class SetTeam {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: when somebody else changed it meanwhile, with what stands now as `current`. */
  async run(actor: string, organisationId: string, raw: z.input<typeof input>): Promise<TeamShown> {
    const { code, name, schemes, patches, version } = parseInput(input, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      // One after the other, a team that is not there yet included: the second sees what the first did.
      await db.rows('SELECT id FROM organisations WHERE id = $1 FOR NO KEY UPDATE', [organisationId]);
      const [before] = await readTeams(db, code);
      if (version !== undefined && version !== (before?.version ?? 0)) throw changedMeanwhile(before);
      await db.rows(
        `INSERT INTO teams (organisation_id, code, name, changed_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (organisation_id, code) DO UPDATE
         SET name = excluded.name, version = teams.version + 1, changed_by = excluded.changed_by, changed_at = now()`,
        [organisationId, code, name, actor],
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
      return (await readTeams(db, code))[0]!;
    });
  }
}

function changedMeanwhile(current: TeamShown | undefined): Problem {
  if (!current) return new Problem('not-known', 'team-unknown', 'There is no such team here. Add it first.');
  return new Problem(
    'conflict',
    'team-changed',
    'There is a team with this code, or somebody changed it meanwhile. Look at what stands now.',
    current,
  );
}
