import { deliverySettings, type DeliverySettings } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { SealProblem, type Sealer } from '../platform/secrets/seal.js';
import { DeliveryProblem } from './delivery-problem.js';

/** One way of sending, as it is set, with its secret opened. */
export interface OpenedDelivery<Way extends DeliverySettings['way']> {
  readonly settings: Extract<DeliverySettings, { readonly way: Way }>;
  readonly secret: string | undefined;
}

/** Opens the settings of a way of sending. Throws `DeliveryProblem` when they were not set, or do not open. */
export async function openDelivery<Way extends DeliverySettings['way']>(
  db: Transaction,
  sealer: Sealer,
  way: Way,
): Promise<OpenedDelivery<Way>> {
  const [row] = await db.rows<{ settings: unknown; sealed: string | null }>(
    'SELECT settings, sealed_secret AS sealed FROM delivery_settings WHERE organisation_id = $1 AND way = $2',
    [db.organisationId, way],
  );
  if (!row)
    throw new DeliveryProblem(
      'not-set',
      'refused',
      `No way of sending ${way === 'email' ? 'e-mail' : 'texts'} is set. Set it with: npm run doorstep -- delivery set.`,
    );
  const settings = deliverySettings.parse(row.settings) as OpenedDelivery<Way>['settings'];
  try {
    const secret = row.sealed === null ? undefined : sealer.open(row.sealed, sealedFor(db.organisationId, way));
    return { settings, secret };
  } catch (error) {
    if (error instanceof SealProblem) throw new DeliveryProblem('secret-unreadable', 'try-later', error.message);
    throw error;
  }
}

/** Whether the landlord set a way of sending. Whether it works is another question. */
export async function isDeliverySet(db: Transaction, way: DeliverySettings['way']): Promise<boolean> {
  const rows = await db.rows('SELECT FROM delivery_settings WHERE organisation_id = $1 AND way = $2', [
    db.organisationId,
    way,
  ]);
  return rows.length > 0;
}

/** What the secret of a way is bound to. */
export function sealedFor(organisationId: string, way: DeliverySettings['way']) {
  return { organisationId, connectionId: `delivery-${way}`, field: 'secret' };
}
