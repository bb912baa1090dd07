import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });

/** What an endpoint can be told of. The `test` event goes to whoever asks for it. */
export const webhookEvents = [
  'voice.heard',
  'hand-off.raised',
  'reply.given',
  'reply.told',
  'alarm.raised',
  'run.finished',
] as const;

const events = z
  .array(z.enum(webhookEvents, `write some of: ${webhookEvents.join(', ')}`))
  .min(1)
  .max(webhookEvents.length);
const allowedAddresses = z.array(z.string().max(50)).max(20);
const url = z.string().trim().min(1).max(500);

/** GET /admin/v1/webhook-endpoints: the landlord's own systems that are told of events. */
export const webhookEndpointShown = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  /** Private addresses it may be at, as CIDRs. */
  allowedAddresses: z.array(z.string()),
  /** Why nothing is sent there: somebody switched it off, it said it is gone (410), it took nothing for five days. */
  offBecause: z.enum(['by-hand', 'gone', 'failing']).nullable(),
  /** Since when nothing it was sent was taken. */
  failingSince: instant.nullable(),
  /** Until when the secret before the newest signs too. */
  secretBeforeUntil: instant.nullable(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: instant,
});
export type WebhookEndpointShown = z.infer<typeof webhookEndpointShown>;

/** POST /admin/v1/webhook-endpoints */
export const addWebhookEndpointRequest = z.object({
  url,
  events,
  allowedAddresses: allowedAddresses.default([]),
});
export type AddWebhookEndpointRequest = z.input<typeof addWebhookEndpointRequest>;

/** The secret is shown this once. */
export const webhookEndpointAdded = webhookEndpointShown.extend({ secret: z.string() });
export type WebhookEndpointAdded = z.infer<typeof webhookEndpointAdded>;

/** PATCH /admin/v1/webhook-endpoints/{id}. `version` is the one that was seen. */
export const changeWebhookEndpointRequest = z.object({
  version: z.number().int(),
  url: url.optional(),
  events: events.optional(),
  allowedAddresses: allowedAddresses.optional(),
  isOn: z.boolean().optional(),
});
export type ChangeWebhookEndpointRequest = z.input<typeof changeWebhookEndpointRequest>;

/** One event on its way to one endpoint. `id` is its `webhook-id`. */
export const endpointDeliveryShown = z.object({
  id: z.string(),
  event: z.string(),
  /** Our id of what it is about. */
  subjectId: z.string(),
  happenedAt: instant,
  state: z.enum(['waiting', 'sent', 'given-up']),
  tries: z.number().int(),
  lastStatus: z.number().int().nullable(),
  lastProblem: z.string().nullable(),
  nextTryAt: instant.nullable(),
  sentAt: instant.nullable(),
});
export type EndpointDeliveryShown = z.infer<typeof endpointDeliveryShown>;

/** POST /admin/v1/webhook-endpoints/{id}/test: the delivery it makes. */
export const endpointTested = z.object({ deliveryId: z.string() });
export type EndpointTested = z.infer<typeof endpointTested>;
