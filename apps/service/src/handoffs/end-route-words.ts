import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** Ends words of the landlord's own: from now on they count no more. */
@Injectable()
export class EndRouteWords {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there are none with that id. */
  async run(actor: string, organisationId: string, id: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const ended = await db.rows(
        `UPDATE route_words SET ended_at = coalesce(ended_at, now()) WHERE organisation_id = $1 AND id = $2 RETURNING id`,
        [organisationId, id],
      );
      if (ended.length === 0)
        throw new Problem('not-known', 'words-unknown', 'There are no such words. List them to see their ids.');
      await writeAudit(db, { actor, action: 'route-words.end', subject: `route-words:${id}` });
    });
  }
}
