import type { DeliveryCheck, DeliverySettings } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { guardedClient } from '../platform/http/guarded-client.js';
import { Sealer } from '../platform/secrets/seal.js';
import { DeliveryProblem } from './delivery-problem.js';
import { openDelivery } from './read-delivery.js';
import { mailServerAddress, signInToMail } from './smtp.js';
import { textProviders } from './text-providers.js';

/** Tries a way of sending without sending anything, and answers each named check up to the first that fails. */
@Injectable()
export class CheckDelivery {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async run(organisationId: string, way: DeliverySettings['way'], signal: AbortSignal): Promise<DeliveryCheck[]> {
    const found: DeliveryCheck[] = [];
    const passed = (name: string, detail: string) => found.push({ name, ok: true, detail });
    let trying = 'settings';
    try {
      const opened = await this.database.inOrganisation(organisationId, (db) => openDelivery(db, this.sealer, way));
      passed(trying, 'The settings are there.');
      const { settings, secret } = opened;
      trying = 'address';
      if (settings.way === 'email') {
        await mailServerAddress(settings);
        passed(trying, 'The mail server may be reached.');
        trying = 'connection';
        (await signInToMail({ ...settings, user: null }, undefined)).close();
        passed(trying, settings.security === 'none' ? 'It answers, without TLS.' : 'It answers over TLS.');
        trying = 'sign-in';
        (await signInToMail(settings, secret)).close();
        passed(trying, settings.user === null ? 'It asks for no sign-in.' : 'It takes the user and the password.');
      } else {
        const client = guardedClient(settings.allowedAddresses, signal);
        try {
          found.push(...(await textProviders[settings.provider].check({ settings, key: secret ?? '', client })));
        } finally {
          await client.close();
        }
      }
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      found.push({ name: trying, ok: false, detail: error.message });
    }
    return found;
  }
}
