import type { AddWebhookEndpointRequest, WebhookEndpointShown } from '@doorstep/contracts/http';
import { answered, api } from '../../api/client.js';

export type WebhookEvent = AddWebhookEndpointRequest['events'][number];

/** The compiler holds that none is missing. */
const everyEvent: Readonly<Record<WebhookEvent, true>> = {
  'voice.heard': true,
  'hand-off.raised': true,
  'reply.given': true,
  'reply.told': true,
  'alarm.raised': true,
  'run.finished': true,
};
export const webhookEvents = Object.keys(everyEvent) as WebhookEvent[];

/** The systems that are told, all of them. */
export const endpointsQuery = {
  queryKey: ['webhook-endpoints'],
  queryFn: (): Promise<{ items: WebhookEndpointShown[] }> => answered(api.GET('/admin/v1/webhook-endpoints')),
};
