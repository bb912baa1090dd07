import { createHash } from 'node:crypto';
import { connectors, type WebhookDelivery } from '@doorstep/connectors';
import { Injectable } from '@nestjs/common';
import { findConnection, openWebhookSecrets } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { noteHints } from './note-hints.js';

/** How long the id of a delivery is remembered: senders try again for days. */
const rememberedDays = 30;
/** A body without an id of its own counts as the same delivery for so long. */
const sameBodyMinutes = 5;

const refusals = {
  'no-signature': 'The delivery is not signed.',
  'wrong-signature': 'The signature is not made with the secret of this connection.',
  'too-old': 'The delivery was signed more than five minutes ago.',
  'from-the-future': 'The delivery was signed more than five minutes ahead of our clock.',
} as const;

/**
 * Takes a webhook: verifies its bytes, remembers its id and notes what to read again. What it says of anybody is not
 * looked at and not kept; a delivery that came before does nothing.
 */
@Injectable()
export class TakeWebhook {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem` when there is no such connection, it takes no webhooks, or the delivery is not to be trusted. */
  async run(connectionId: string, delivery: WebhookDelivery): Promise<{ readonly isNew: boolean }> {
    const [owner] = /^[0-9a-f-]{36}$/.test(connectionId)
      ? await this.database.dispatch<{ organisation_id: string }>(
          'SELECT organisation_id FROM connections WHERE id = $1::uuid',
          [connectionId],
        )
      : [];
    if (!owner) throw new Problem('not-known', 'connection-unknown', 'There is no connection here.');
    return this.database.inOrganisation(owner.organisation_id, async (db) => {
      const row = await findConnection(db, connectionId);
      const connector = connectors.get(row.connector);
      if (!connector?.webhooks) throw new Problem('not-known', 'no-webhooks', 'This connection takes no webhooks.');
      const verdict = connector.webhooks.verify(delivery, openWebhookSecrets(this.sealer, row), new Date());
      if (!verdict.accepted) throw new Problem('not-signed-in', verdict.because, refusals[verdict.because]);
      if (!(await isNewDelivery(db, connectionId, verdict.deliveryId, delivery.rawBody))) return { isNew: false };
      // A hint needs no secret and no address, so nothing is opened for it.
      await noteHints(db, connectionId, connector.webhooks.hints(row.configuration, delivery));
      return { isNew: true };
    });
  }
}

async function isNewDelivery(
  db: Transaction,
  connectionId: string,
  deliveryId: string | null,
  rawBody: Uint8Array,
): Promise<boolean> {
  await db.rows(
    `DELETE FROM webhook_deliveries WHERE organisation_id = $1 AND received_at < now() - make_interval(days => $2)`,
    [db.organisationId, rememberedDays],
  );
  const digest = createHash('sha256').update(rawBody).digest('hex');
  const rows = await db.rows(
    `INSERT INTO webhook_deliveries AS d (organisation_id, connection_id, delivery_id) VALUES ($1, $2, $3)
     ON CONFLICT (organisation_id, connection_id, delivery_id) DO UPDATE SET received_at = now()
     WHERE $4 AND d.received_at < now() - make_interval(mins => $5)
     RETURNING 1`,
    [
      db.organisationId,
      connectionId,
      deliveryId === null ? `body ${digest}` : `id ${deliveryId.slice(0, 200)}`,
      deliveryId === null,
      sameBodyMinutes,
    ],
  );
  return rows.length > 0;
}
