import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openDelivery } from './read-delivery.js';
import type { Text } from './text-provider.js';
import { textProviders } from './text-providers.js';

/** Sends one text through the landlord's provider. Call it outside a transaction. */
@Injectable()
export class SendText {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** The receipt is the provider's id. Throws `DeliveryProblem`, which says whether it can have arrived. */
  async run(organisationId: string, text: Text, signal: AbortSignal): Promise<{ receipt: string }> {
    const { settings, secret } = await this.database.inOrganisation(organisationId, (db) =>
      openDelivery(db, this.sealer, 'text'),
    );
    const client = guardedClient(settings.allowedAddresses, signal);
    try {
      return { receipt: await textProviders[settings.provider].send({ settings, key: secret ?? '', client }, text) };
    } finally {
      await client.close();
    }
  }
}
