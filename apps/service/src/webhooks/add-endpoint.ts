import { addWebhookEndpointRequest, type WebhookEndpointAdded } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { writeOnce } from '../platform/write-once.js';
import { checkAddress } from './check-address.js';
import { makeEndpointSecret } from './endpoint-secret.js';
import { holdEndpoint } from './read-endpoints.js';

/** Adds a system of the landlord's that is told of events from now on. Its secret is shown this once. */
@Injectable()
export class AddEndpoint {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * `key` is the Idempotency-Key. Sent again it adds no second endpoint, and the secret cannot be shown again: throws
   * `Problem` that says so.
   */
  async run(
    actor: string,
    organisationId: string,
    key: string | undefined,
    raw: unknown,
  ): Promise<WebhookEndpointAdded> {
    const { idempotencyKey } = writeOnce(key, raw);
    const { url, events, allowedAddresses } = parseInput(addWebhookEndpointRequest, raw);
    checkAddress(url, allowedAddresses);
    const endpointId = uuidv5(`webhook-endpoint ${idempotencyKey}`, organisationId);
    const { secret, sealed } = makeEndpointSecret(this.sealer, { organisationId, endpointId });
    return this.database.inOrganisation(organisationId, async (db) => {
      const [added] = await db.rows<{ id: string }>(
        `INSERT INTO webhook_endpoints (organisation_id, id, url, events, allowed_addresses, sealed_secrets, changed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organisation_id, id) DO NOTHING RETURNING id`,
        [organisationId, endpointId, url, [...new Set(events)], allowedAddresses, [sealed], actor],
      );
      if (!added)
        throw new Problem(
          'conflict',
          'endpoint-added',
          'This endpoint was added by an earlier try, and its secret was shown then alone. Rotate it to get another.',
        );
      await writeAudit(db, { actor, action: 'webhook-endpoint.add', subject: `webhook-endpoint:${endpointId}` });
      return { ...(await holdEndpoint(db, endpointId)), secret };
    });
  }
}
