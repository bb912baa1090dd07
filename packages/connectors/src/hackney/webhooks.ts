import * as z from 'zod';

import type { Hint, WebhookDelivery, Webhooks, WebhookVerdict } from '../contract.js';
import { standardWebhooks, verifySignature } from '../reading/webhook-signatures.js';

import type { HackneyConfig } from './configuration.js';

/** A guid of zeros is what the system writes where it has none. */
const guid = z.string().regex(/^[0-9a-f-]{36}$/i);
const isNone = /^[0-]+$/;
const event = z.object({ id: z.unknown(), eventType: z.string().max(100), entityId: z.unknown() });
/** A queue's message, where it is sent on as it came. */
const envelope = z.object({ Message: z.string() });

const lists = ['assets', 'tenures', 'persons', 'processes', 'workOrders'] as const;
type List = (typeof lists)[number];

/** By how the name of an event begins, the first that fits. What is not named here could be about any list. */
const about: readonly (readonly [string, readonly List[]])[] = [
  /* Whether these name the person or the tenure is not published. */
  ['PersonAddedToTenure', ['tenures', 'persons']],
  ['PersonRemovedFromTenure', ['tenures', 'persons']],
  ['Person', ['persons']],
  ['Tenure', ['tenures']],
  ['Asset', ['assets']],
  ['Process', ['processes']],
  ['Transaction', []],
  ['Contract', []],
];

/**
 * Domain events (`{id, eventType, entityId, …}`), sent on from the landlord's own queue. The queue's signature is its
 * cloud's affair, so whoever sends on signs by Standard Webhooks. What an event says besides is often empty or out of
 * date, and is not looked at.
 */
export const webhooks: Webhooks<HackneyConfig> = {
  scheme:
    'Manage My Home: a function on the queue of domain events that sends each on as it is, signed by Standard Webhooks 1.0.0 (webhook-id, webhook-timestamp, webhook-signature) with this secret.',
  verify,
  hints,
};

/** The event's own id tells one sent twice, because a queue that sends again may give the delivery another id. */
function verify(delivery: WebhookDelivery, secrets: readonly string[], now: Date): WebhookVerdict {
  const verdict = verifySignature(standardWebhooks, delivery, secrets, now);
  if (!verdict.accepted) return verdict;
  return { accepted: true, deliveryId: guidOf(eventOf(delivery)?.id) ?? verdict.deliveryId };
}

function hints(_config: HackneyConfig, delivery: WebhookDelivery): readonly Hint[] {
  const told = eventOf(delivery);
  const streams = about.find(([name]) => told?.eventType.startsWith(name))?.[1] ?? lists;
  const key = streams.length === 1 ? guidOf(told?.entityId) : null;
  return streams.map((stream) => ({ stream, keys: key === null ? 'changes' : [key] }));
}

function eventOf({ rawBody }: WebhookDelivery): z.output<typeof event> | null {
  const body = jsonOf(new TextDecoder().decode(rawBody));
  const wrapped = envelope.safeParse(body);
  const read = event.safeParse(wrapped.success ? jsonOf(wrapped.data.Message) : body);
  return read.success ? read.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function guidOf(value: unknown): string | null {
  const read = guid.safeParse(value);
  return read.success && !isNone.test(read.data) ? read.data : null;
}
