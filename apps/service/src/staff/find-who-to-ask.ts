import type { WhoToAsk, WhoToAskQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { rolesFor } from '../access/index.js';
import { Database } from '../platform/database/database.js';

/** As many as somebody would ask. */
const most = 3;

/** Names colleagues who may do something, whoever was here last first: for somebody who is told that they may not. */
@Injectable()
export class FindWhoToAsk {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, { act }: WhoToAskQuery): Promise<WhoToAsk> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const found = await db.rows<{ name: string }>(
        `SELECT name FROM staff WHERE organisation_id = $1 AND roles && $2::text[] AND removed_at IS NULL
         ORDER BY last_seen_at DESC NULLS LAST, lower(name), id LIMIT $3`,
        [organisationId, rolesFor(act), most],
      );
      return { names: found.map(({ name }) => name) };
    });
  }
}
