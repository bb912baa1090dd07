import type { EndpointTested } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { holdEndpoint } from './read-endpoints.js';

/** Sends an endpoint a `test` event, the way every event goes. */
@Injectable()
export class TestEndpoint {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is none, or it is off. */
  async run(actor: string, organisationId: string, endpointId: string): Promise<EndpointTested> {
    const deliveryId = uuidv7();
    await this.database.inOrganisation(organisationId, async (db) => {
      const { offBecause } = await holdEndpoint(db, endpointId);
      if (offBecause !== null)
        throw new Problem('conflict', 'endpoint-off', 'This endpoint is off. Switch it on, then test it.');
      await db.rows(
        `INSERT INTO endpoint_deliveries (organisation_id, id, endpoint_id, event, subject_id) VALUES ($1, $2, $3, 'test', $3)`,
        [organisationId, deliveryId, endpointId],
      );
      await notice(db, 'webhook', [deliveryId]);
      await writeAudit(db, { actor, action: 'webhook-endpoint.test', subject: `webhook-endpoint:${endpointId}` });
    });
    return { deliveryId };
  }
}
