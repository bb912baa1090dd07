import type { TeamShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { instant } from '../../platform/database/instant.js';
import { namesOf } from '../names-of.js';

/** Lists the teams of a landlord with what they look after, by name. */
@Injectable()
export class ListTeams {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: TeamShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, (db) => readTeams(db));
    return { items, total: items.length };
  }
}

/** All teams, or the one with this code. */
export async function readTeams(db: Transaction, code: string | null = null): Promise<TeamShown[]> {
  const places = (kind: 'scheme' | 'patch') =>
    `coalesce((SELECT json_agg(json_build_object('reference', p.place, 'name',
         (SELECT array_to_string(h.address_lines, ', ') FROM homes h
          WHERE h.organisation_id = $1 AND h.reference_id = p.place AND h.deleted_at IS NULL LIMIT 1)) ORDER BY p.place)
       FROM team_places p WHERE p.organisation_id = $1 AND p.team_code = t.code AND p.kind = '${kind}'), '[]')`;
  const found = await db.rows<TeamShown>(
    `SELECT t.code, t.name, ${places('scheme')} AS schemes, ${places('patch')} AS patches,
       t.version, t.changed_by AS "changedBy", ${instant('t.changed_at')} AS "changedAt"
     FROM teams t WHERE t.organisation_id = $1 AND ($2::text IS NULL OR t.code = $2) ORDER BY t.name, t.code`,
    [db.organisationId, code],
  );
  const names = await namesOf(
    db,
    found.map(({ changedBy }) => changedBy),
  );
  return found.map((team) => ({ ...team, changedBy: names.get(team.changedBy) ?? team.changedBy }));
}
