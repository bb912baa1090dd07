import type { EndpointDeliveryShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { holdEndpoint } from './read-endpoints.js';

/** What was sent to one endpoint in the last 30 days and what waits, newest first. */
@Injectable()
export class ListDeliveries {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(
    organisationId: string,
    endpointId: string,
    limit: number,
  ): Promise<{ items: EndpointDeliveryShown[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      await holdEndpoint(db, endpointId);
      const items = await db.rows<EndpointDeliveryShown>(
        `SELECT d.id, d.event, d.subject_id AS "subjectId", ${instant('d.happened_at')} AS "happenedAt",
           CASE WHEN d.sent_at IS NOT NULL THEN 'sent' WHEN d.given_up_at IS NOT NULL THEN 'given-up' ELSE 'waiting' END AS state,
           d.tries, d.last_status AS "lastStatus", d.last_problem AS "lastProblem",
           ${instant('o.due_at')} AS "nextTryAt", ${instant('d.sent_at')} AS "sentAt"
         FROM endpoint_deliveries d
         LEFT JOIN outbox o ON o.organisation_id = $1 AND o.topic = 'webhook' AND o.subject_id = d.id AND o.done_at IS NULL
         WHERE d.organisation_id = $1 AND d.endpoint_id = $2 ORDER BY d.happened_at DESC, d.id DESC LIMIT $3`,
        [organisationId, endpointId, limit],
      );
      const [count] = await db.rows<{ total: number }>(
        'SELECT count(*)::int AS total FROM endpoint_deliveries WHERE organisation_id = $1 AND endpoint_id = $2',
        [organisationId, endpointId],
      );
      return { items, total: count?.total ?? 0 };
    });
  }
}
