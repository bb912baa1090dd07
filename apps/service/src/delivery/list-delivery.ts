import { deliveryShown, type DeliveryShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';

/** How a landlord's e-mails and texts leave. The secrets do not come back. */
@Injectable()
export class ListDelivery {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<{ items: DeliveryShown[]; total: number }> {
    const items = await this.database.inOrganisation(organisationId, readDeliveries);
    return { items, total: items.length };
  }
}

/** The settings of every way that is set, by name. */
export async function readDeliveries(db: Transaction): Promise<DeliveryShown[]> {
  const rows = await db.rows<{ settings: object; hasSecret: boolean; setBy: string; setAt: Date }>(
    `SELECT settings, sealed_secret IS NOT NULL AS "hasSecret", ${nameOf('delivery_settings.set_by')} AS "setBy", set_at AS "setAt"
     FROM delivery_settings WHERE organisation_id = $1 ORDER BY way`,
    [db.organisationId],
  );
  return rows.map(({ settings, hasSecret, setBy, setAt }) =>
    deliveryShown.parse({ ...settings, hasSecret, setBy, setAt: setAt.toISOString() }),
  );
}
