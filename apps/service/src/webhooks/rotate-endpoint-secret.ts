import type { WebhookEndpointAdded } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import { makeEndpointSecret } from './endpoint-secret.js';
import { holdEndpoint } from './read-endpoints.js';

/** Time to put the new secret in place at the other end. */
const bothHours = 24;

/** Makes a new secret, shown this once. For a day both sign, so that nothing is refused in between. */
@Injectable()
export class RotateEndpointSecret {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, endpointId: string): Promise<WebhookEndpointAdded> {
    const { secret, sealed } = makeEndpointSecret(this.sealer, { organisationId, endpointId });
    return this.database.inOrganisation(organisationId, async (db) => {
      await holdEndpoint(db, endpointId);
      await db.rows(
        `UPDATE webhook_endpoints SET sealed_secrets = ARRAY[$3, sealed_secrets[1]],
           secret_before_until = now() + make_interval(hours => $4),
           version = version + 1, changed_by = $5, changed_at = now()
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, endpointId, sealed, bothHours, actor],
      );
      await writeAudit(db, { actor, action: 'webhook-endpoint.rotate', subject: `webhook-endpoint:${endpointId}` });
      return { ...(await holdEndpoint(db, endpointId)), secret };
    });
  }
}
