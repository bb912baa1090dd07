import {
  deliveryRequest,
  deliverySettings,
  type DeliveryRequest,
  type DeliverySettings,
  type DeliveryShown,
} from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { readDeliveries } from './list-delivery.js';
import { sealedFor } from './read-delivery.js';

/** Keeps how a landlord's e-mails or texts leave. The secret is sealed before anything is written. */
@Injectable()
export class SetDelivery {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Throws `Problem`, also where a secret is needed: it does not follow the settings to another server. What somebody else
   * set meanwhile comes with it as `current`.
   */
  async run(actor: string, organisationId: string, raw: DeliveryRequest): Promise<DeliveryShown> {
    const { secret, was, ...settings } = parseInput(deliveryRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const [before] = await db.rows<{ settings: unknown; sealed: string | null; setAt: Date }>(
        `SELECT settings, sealed_secret AS sealed, set_at AS "setAt" FROM delivery_settings
         WHERE organisation_id = $1 AND way = $2 FOR UPDATE`,
        [organisationId, settings.way],
      );
      if (was !== undefined && was !== (before?.setAt.toISOString() ?? null))
        throw await changedSince(db, settings.way);
      const kept =
        before && serverOf(deliverySettings.parse(before.settings)) === serverOf(settings) ? before.sealed : null;
      const sealed = secret === undefined ? kept : this.sealer.seal(secret, sealedFor(organisationId, settings.way));
      if (sealed === null && needsSecret(settings))
        throw new Problem(
          'bad-input',
          'secret-needed',
          settings.way === 'email'
            ? 'secret: write the password of this user at this mail server.'
            : 'secret: write the API key of this service.',
        );
      await db.rows(
        `INSERT INTO delivery_settings (organisation_id, way, settings, sealed_secret, set_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, way) DO UPDATE
         SET settings = excluded.settings, sealed_secret = excluded.sealed_secret, set_by = excluded.set_by, set_at = now()`,
        [organisationId, settings.way, JSON.stringify(settings), needsSecret(settings) ? sealed : null, actor],
      );
      await writeAudit(db, { actor, action: 'delivery.set', subject: `delivery:${settings.way}` });
      const shown = await readDelivery(db, settings.way);
      if (!shown) throw new Error('Settings that were just written are there.');
      return shown;
    });
  }
}

async function readDelivery(db: Transaction, way: DeliverySettings['way']): Promise<DeliveryShown | undefined> {
  return (await readDeliveries(db)).find((one) => one.way === way);
}

async function changedSince(db: Transaction, way: DeliverySettings['way']): Promise<Problem> {
  const theirs = await readDelivery(db, way);
  return new Problem(
    'conflict',
    'delivery-changed',
    'Somebody else set this since you looked. Compare theirs with yours, and save again.',
    theirs ?? null,
  );
}

function needsSecret(settings: DeliverySettings): boolean {
  return settings.way === 'text' || settings.user !== null;
}

/** Whom the secret is for. */
function serverOf(settings: DeliverySettings): string {
  return JSON.stringify(
    settings.way === 'email'
      ? [settings.host, settings.port, settings.security, settings.user, settings.caCertificate]
      : [settings.baseUrl, settings.serviceId],
  );
}
