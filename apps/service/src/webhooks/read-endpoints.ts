import type { WebhookEndpointShown } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';

/** One endpoint as it is shown, or all of them, oldest first. No secret is among what is read. */
export async function readEndpoints(
  db: Transaction,
  endpointId: string | null = null,
): Promise<WebhookEndpointShown[]> {
  return db.rows<WebhookEndpointShown>(
    `SELECT id, url, events, allowed_addresses AS "allowedAddresses", off_because AS "offBecause",
       ${instant('failing_since')} AS "failingSince",
       ${instant('CASE WHEN secret_before_until > now() THEN secret_before_until END')} AS "secretBeforeUntil",
       version,
       ${nameOf('webhook_endpoints.changed_by')} AS "changedBy",
       ${instant('changed_at')} AS "changedAt"
     FROM webhook_endpoints WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY added_at, id`,
    [db.organisationId, endpointId],
  );
}

/** The same, locked until the transaction ends. Throws `Problem` when the landlord has none of that id. */
export async function holdEndpoint(db: Transaction, endpointId: string): Promise<WebhookEndpointShown> {
  await db.rows('SELECT id FROM webhook_endpoints WHERE organisation_id = $1 AND id = $2 FOR UPDATE', [
    db.organisationId,
    endpointId,
  ]);
  const [endpoint] = await readEndpoints(db, endpointId);
  if (!endpoint) throw new Problem('not-known', 'endpoint-unknown', 'There is no such endpoint. See the list of them.');
  return endpoint;
}
