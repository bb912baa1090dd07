import type { DeliveryCheck, DeliverySettings, DeliveryTrialRequest } from '@doorstep/contracts/http';
import { deliveryTrialRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { DeliveryProblem } from './delivery-problem.js';
import { SendEmail } from './send-email.js';
import { SendText } from './send-text.js';

const addresses = {
  email: z.object({ to: z.email('write one e-mail address') }),
  text: z.object({ to: z.string().regex(/^\+?[\d ()-]{7,20}$/, 'write one phone number') }),
} as const;
const words = 'This is a trial from Doorstep. Nobody has to do anything about it.';

/** Sends one message that says that it is a trial, to whoever tries a way of sending. */
@Injectable()
export class SendTrial {
  constructor(
    private readonly database: Database,
    private readonly sendEmail: SendEmail,
    private readonly sendText: SendText,
  ) {}

  /** Answers whether it was taken. Throws `Problem` for an address that is none of this way. */
  async run(
    caller: Caller,
    way: DeliverySettings['way'],
    raw: DeliveryTrialRequest,
    signal: AbortSignal,
  ): Promise<DeliveryCheck> {
    const { to } = parseInput(addresses[way], parseInput(deliveryTrialRequest, raw));
    const found = await this.send(caller.organisationId, way, to, signal);
    await this.database.inOrganisation(caller.organisationId, (db) =>
      writeAudit(db, {
        actor: caller.actor,
        action: 'delivery.trial',
        subject: `delivery:${way}`,
        detail: { ok: found.ok },
      }),
    );
    return found;
  }

  private async send(
    organisationId: string,
    way: DeliverySettings['way'],
    to: string,
    signal: AbortSignal,
  ): Promise<DeliveryCheck> {
    const id = `trial.${uuidv7()}`;
    try {
      await (way === 'email'
        ? this.sendEmail.run(organisationId, { to, subject: 'A trial from Doorstep', text: words, messageId: id })
        : this.sendText.run(organisationId, { to, text: words, reference: id }, signal));
      return { name: 'message', ok: true, detail: 'It was taken. Look whether it comes.' };
    } catch (error) {
      if (!(error instanceof DeliveryProblem)) throw error;
      return { name: 'message', ok: false, detail: error.message };
    }
  }
}
