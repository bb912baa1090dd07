import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** A team and what it looks after. */
export interface TeamShown {
  readonly code: string;
  readonly name: string;
  readonly schemes: readonly string[];
  readonly patches: readonly string[];
}

/** Lists the teams of a landlord, by name. */
@Injectable()
export class ListTeams {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: TeamShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) =>
      db.rows<TeamShown>(
        `SELECT t.code, t.name,
                ARRAY(SELECT place FROM team_places p WHERE p.organisation_id = $1 AND p.team_code = t.code AND p.kind = 'scheme' ORDER BY place) AS schemes,
                ARRAY(SELECT place FROM team_places p WHERE p.organisation_id = $1 AND p.team_code = t.code AND p.kind = 'patch' ORDER BY place) AS patches
         FROM teams t WHERE t.organisation_id = $1 ORDER BY t.name, t.code`,
        [organisationId],
      ),
    );
    return { items, total: items.length };
  }
}
