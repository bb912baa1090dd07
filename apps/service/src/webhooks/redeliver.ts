import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';

/** Sends a delivery again at once, under the same id, whatever came of it before. */
@Injectable()
export class Redeliver {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when there is none, or its endpoint is off. */
  async run(actor: string, organisationId: string, deliveryId: string): Promise<void> {
    await this.database.inOrganisation(organisationId, async (db) => {
      const [delivery] = await db.rows<{ is_off: boolean }>(
        `SELECT e.off_at IS NOT NULL AS is_off FROM endpoint_deliveries d
         JOIN webhook_endpoints e ON e.organisation_id = $1 AND e.id = d.endpoint_id
         WHERE d.organisation_id = $1 AND d.id = $2 FOR UPDATE OF d`,
        [organisationId, deliveryId],
      );
      if (!delivery)
        throw new Problem('not-known', 'delivery-unknown', 'There is no such delivery. They are kept for 30 days.');
      if (delivery.is_off)
        throw new Problem('conflict', 'endpoint-off', 'This endpoint is off. Switch it on, then send again.');
      await db.rows(
        `UPDATE endpoint_deliveries SET tries = 0, sent_at = NULL, given_up_at = NULL WHERE organisation_id = $1 AND id = $2`,
        [organisationId, deliveryId],
      );
      await notice(db, 'webhook', [deliveryId]);
      await writeAudit(db, { actor, action: 'webhook-delivery.redeliver', subject: `webhook-delivery:${deliveryId}` });
    });
  }
}
