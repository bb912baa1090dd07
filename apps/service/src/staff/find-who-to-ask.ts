import type { WhoToAsk, WhoToAskQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** As many as somebody would ask. */
const most = 3;

/** Names colleagues who have a role, whoever was here last first: for somebody who is told that they need it. */
@Injectable()
export class FindWhoToAsk {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, { role }: WhoToAskQuery): Promise<WhoToAsk> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const found = await db.rows<{ name: string }>(
        `SELECT name FROM staff WHERE organisation_id = $1 AND $2 = ANY (roles) AND removed_at IS NULL
         ORDER BY last_seen_at DESC NULLS LAST, lower(name), id LIMIT $3`,
        [organisationId, role, most],
      );
      return { names: found.map(({ name }) => name) };
    });
  }
}
