import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { holdConnection } from './open-connection.js';

/** Lets a connection rest, or goes on with it. What is being read stops at its next page. */
@Injectable()
export class RestConnection {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such connection. */
  async run(actor: string, organisationId: string, named: string, rests: boolean): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id, pausedAt } = await holdConnection(db, named);
      if ((pausedAt !== null) === rests) return;
      await db.rows(
        `UPDATE connections SET paused_at = CASE WHEN $3 THEN now() END,
           next_sync_at = CASE WHEN $3 THEN now() + interval '100 years' ELSE now() END
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, rests],
      );
      const action = rests ? 'connection.pause' : 'connection.resume';
      await writeAudit(db, { actor, action, subject: `connection:${id}` });
    });
  }
}
