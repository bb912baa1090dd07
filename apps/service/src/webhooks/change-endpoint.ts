import { changeWebhookEndpointRequest, type WebhookEndpointShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { checkAddress } from './check-address.js';
import { holdEndpoint } from './read-endpoints.js';

/** Changes where an endpoint is, what it is told of, and whether it is. */
@Injectable()
export class ChangeEndpoint {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; when somebody else changed it meanwhile, with what stands now as `current`. */
  async run(actor: string, organisationId: string, endpointId: string, raw: unknown): Promise<WebhookEndpointShown> {
    const change = parseInput(changeWebhookEndpointRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const now = await holdEndpoint(db, endpointId);
      if (now.version !== change.version)
        throw new Problem(
          'conflict',
          'endpoint-changed',
          'Somebody changed this meanwhile. Look at what stands now and put your change on top.',
          now,
        );
      const { url = now.url, events = now.events, allowedAddresses = now.allowedAddresses, isOn } = change;
      checkAddress(url, allowedAddresses);
      const off = isOn === undefined ? now.offBecause : isOn ? null : (now.offBecause ?? 'by-hand');
      await db.rows(
        `UPDATE webhook_endpoints SET url = $3, events = $4, allowed_addresses = $5, off_because = $6,
           off_at = CASE WHEN $6::text IS NULL THEN NULL ELSE coalesce(off_at, now()) END,
           failing_since = CASE WHEN $7 THEN NULL ELSE failing_since END,
           version = version + 1, changed_by = $8, changed_at = now()
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, endpointId, url, [...new Set(events)], allowedAddresses, off, isOn === true, actor],
      );
      const { version: _seen, ...changed } = change;
      await writeAudit(db, {
        actor,
        action: 'webhook-endpoint.change',
        subject: `webhook-endpoint:${endpointId}`,
        detail: { changed: Object.keys(changed).join(' ') },
      });
      return holdEndpoint(db, endpointId);
    });
  }
}
