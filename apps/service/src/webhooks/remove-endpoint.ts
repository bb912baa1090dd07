import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { holdEndpoint } from './read-endpoints.js';

/** Takes an endpoint away, with what was on its way there. */
@Injectable()
export class RemoveEndpoint {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, endpointId: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      await holdEndpoint(db, endpointId);
      await db.rows('DELETE FROM webhook_endpoints WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        endpointId,
      ]);
      await writeAudit(db, { actor, action: 'webhook-endpoint.remove', subject: `webhook-endpoint:${endpointId}` });
    });
  }
}
