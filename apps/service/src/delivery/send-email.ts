import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openDelivery } from './read-delivery.js';
import { sendBySmtp, type Email } from './smtp.js';

/** Sends one e-mail through the landlord's own mail server. Call it outside a transaction: it may take two minutes. */
@Injectable()
export class SendEmail {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** The receipt is the Message-ID. Throws `DeliveryProblem`, which says whether it can have arrived. */
  async run(organisationId: string, email: Email): Promise<{ receipt: string }> {
    const { settings, secret } = await this.database.inOrganisation(organisationId, (db) =>
      openDelivery(db, this.sealer, 'email'),
    );
    return { receipt: await sendBySmtp(settings, secret, email) };
  }
}
