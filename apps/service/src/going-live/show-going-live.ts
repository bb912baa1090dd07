import type { GoingLive, OffSwitch } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** Shows for whom prompts are shown, and what is switched off. */
@Injectable()
export class ShowGoingLive {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<GoingLive> {
    return this.database.inOrganisation(organisationId, readGoingLive);
  }
}

export async function readGoingLive(db: Transaction): Promise<GoingLive> {
  const [organisation] = await db.rows<Pick<GoingLive, 'showsPromptsTo'>>(
    'SELECT shows_prompts_to AS "showsPromptsTo" FROM organisations WHERE id = $1',
    [db.organisationId],
  );
  const teams = await db.rows<GoingLive['teams'][number]>(
    `SELECT t.code, t.name, ${instant('l.live_since')} AS "liveSince",
       (SELECT count(*)::int FROM team_places p WHERE p.organisation_id = $1 AND p.team_code = t.code) AS places,
       (SELECT count(*)::int FROM team_staff s
        WHERE s.organisation_id = $1 AND s.team_code = t.code AND s.last_seen_on >= current_date - 30) AS staff
     FROM teams t LEFT JOIN live_teams l ON l.organisation_id = $1 AND l.team_code = t.code
     WHERE t.organisation_id = $1 ORDER BY t.name, t.code`,
    [db.organisationId],
  );
  const off = await db.rows<OffSwitch>(
    `SELECT s.id, s.covers, s.subject, s.because, ${instant('s.thrown_at')} AS "thrownAt", s.thrown_by AS "thrownBy",
       CASE s.covers WHEN 'team' THEN (SELECT name FROM teams WHERE organisation_id = $1 AND code = s.subject)
         WHEN 'place' THEN (SELECT array_to_string(address_lines, ', ') FROM homes
                            WHERE organisation_id = $1 AND reference_id = s.subject AND deleted_at IS NULL LIMIT 1) END AS name
     FROM off_switches s WHERE s.organisation_id = $1 AND s.lifted_at IS NULL ORDER BY s.thrown_at, s.id`,
    [db.organisationId],
  );
  return { showsPromptsTo: organisation?.showsPromptsTo ?? 'everyone', teams, off };
}
