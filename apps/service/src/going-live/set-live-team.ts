import { liveTeamRequest, type GoingLive } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readGoingLive } from './show-going-live.js';

/** Takes a team live, or back again. The first team that goes live limits prompts to live teams from then on. */
@Injectable()
export class SetLiveTeam {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Run twice, it is live once. */
  async run(
    { actor, organisationId }: Pick<Caller, 'actor' | 'organisationId'>,
    code: string,
    raw: unknown,
  ): Promise<GoingLive> {
    const { isLive } = parseInput(liveTeamRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const [team] = await db.rows('SELECT code FROM teams WHERE organisation_id = $1 AND code = $2', [
        organisationId,
        code,
      ]);
      if (!team) throw new Problem('not-known', 'team-unknown', 'There is no such team here. Add it first.');
      await (isLive
        ? db.rows(
            'INSERT INTO live_teams (organisation_id, team_code, set_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
            [organisationId, code, actor],
          )
        : db.rows('DELETE FROM live_teams WHERE organisation_id = $1 AND team_code = $2', [organisationId, code]));
      if (isLive)
        await db.rows(`UPDATE organisations SET shows_prompts_to = 'live-teams' WHERE id = $1`, [organisationId]);
      await writeAudit(db, { actor, action: 'going-live.team', subject: `team:${code}`, detail: { isLive } });
      return readGoingLive(db);
    });
  }
}
