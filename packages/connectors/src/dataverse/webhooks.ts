import * as z from 'zod';

import type { Hint, WebhookDelivery, Webhooks } from '../contract.js';
import { verifySharedKey } from '../reading/webhook-signatures.js';

import type { DataverseConfig } from './configuration.js';
import { streamNames } from './streams.js';

/** The header that the registration of the webhook is given, with the secret as its value. */
const KEY_HEADER = 'x-doorstep-key';

/**
 * A RemoteExecutionContext. Over 256 KB Dataverse leaves out what was changed and keeps these two, which are all that is
 * wanted: what a delivery says of the row is never used.
 */
const body = z.object({
  PrimaryEntityName: z.string().min(1).max(128),
  PrimaryEntityId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
});

/** Dataverse signs nothing: a registration of kind HttpHeader repeats a shared key. So a delivery is never more than a hint. */
export const webhooks: Webhooks<DataverseConfig> = {
  scheme: `Plug-in Registration Tool, Register New WebHook, authentication HttpHeader with ${KEY_HEADER} and the secret as its value; then an asynchronous step for Create, Update and Delete of each table.`,
  verify: (delivery, secrets) => verifySharedKey(KEY_HEADER, delivery, secrets),
  hints,
};

function hints({ tables }: DataverseConfig, { rawBody, headers }: WebhookDelivery): readonly Hint[] {
  const told = body.safeParse(parsed(rawBody)).data;
  const table = told?.PrimaryEntityName ?? headers['x-ms-dynamics-entity-name'];
  const about = streamNames.filter((name) => tables[name] !== '' && (table === undefined || tables[name] === table));
  return about.map((stream) => ({
    stream,
    keys: told === undefined ? 'changes' : [told.PrimaryEntityId.toLowerCase()],
  }));
}

function parsed(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(rawBody));
  } catch {
    return null;
  }
}
