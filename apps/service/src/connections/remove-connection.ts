import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { holdConnection } from './open-connection.js';

/** Takes a connection away: nothing is read by it again, and its secrets are deleted. What it brought in stays. */
@Injectable()
export class RemoveConnection {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is no such connection. */
  async run(actor: string, organisationId: string, named: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await holdConnection(db, named);
      // The name is free for another.
      await db.rows(
        `UPDATE connections SET removed_at = now(), name = left(name, 26) || '-' || id, sealed_secrets = '{}', secret_changes = '{}',
           sealed_webhook_secrets = '{}', next_sync_at = now() + interval '100 years'
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id],
      );
      await writeAudit(db, { actor, action: 'connection.remove', subject: `connection:${id}` });
    });
  }
}
