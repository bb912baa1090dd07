import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import type { WebhookDelivery } from '../contract.js';

import { configure } from './configuration.js';
import { webhooks } from './webhooks.js';

const secret = 'whsec_bm8gcmVzaWRlbnQgaXMgbmFtZWQ=';
const now = new Date('2026-11-25T10:00:00Z');
const config = configure({ housingUrl: 'https://housing.example', apiKey: 'the-key' });
const entityId = '4f8a9d10-6f6e-4c0b-9a52-1e0d9d0c7b11';
const eventId = 'b1c2d3e4-0000-4000-8000-00000000000a';
/* As the real ones come: no time, no correlation, no data. */
const personUpdated = {
  id: eventId,
  eventType: 'PersonUpdatedEvent',
  sourceDomain: 'Person',
  version: 'v1',
  correlationId: '',
  dateTime: '0001-01-01T00:00:00',
  entityId,
  eventData: null,
};

function signed(event: unknown, deliveryId = 'd-1', at = now): WebhookDelivery {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const time = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${deliveryId}.${time}.${body}`)
    .digest('base64');
  return {
    rawBody: new TextEncoder().encode(body),
    headers: { 'webhook-id': deliveryId, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` },
  };
}

const verify = (delivery: WebhookDelivery) => webhooks.verify(delivery, [secret], now);
const hints = (event: unknown) => webhooks.hints(config, signed(event));

describe("Hackney's domain events", () => {
  it('are known again by their own id, whatever the delivery is called', () => {
    expect(verify(signed(personUpdated, 'd-1'))).toEqual({ accepted: true, deliveryId: eventId });
    expect(verify(signed(personUpdated, 'd-2'))).toEqual({ accepted: true, deliveryId: eventId });
  });

  it('go by the id of the delivery where theirs is zeros or not there', () => {
    const none = '00000000-0000-0000-0000-000000000000';
    expect(verify(signed({ ...personUpdated, id: none }))).toEqual({ accepted: true, deliveryId: 'd-1' });
    expect(verify(signed('null'))).toEqual({ accepted: true, deliveryId: 'd-1' });
  });

  it('are refused unsigned, altered or late', () => {
    const good = signed(personUpdated);
    expect(verify({ ...good, headers: {} }).accepted).toBe(false);
    expect(verify({ ...good, rawBody: signed({ ...personUpdated, entityId: eventId }).rawBody }).accepted).toBe(false);
    const late = signed(personUpdated, 'd-1', new Date(now.getTime() - 6 * 60_000));
    expect(verify(late)).toEqual({ accepted: false, because: 'too-old' });
  });

  it('name the record to doubt, also out of the message of a queue', () => {
    expect(hints(personUpdated)).toEqual([{ stream: 'persons', keys: [entityId] }]);
    expect(hints({ Type: 'Notification', Message: JSON.stringify(personUpdated) })).toEqual([
      { stream: 'persons', keys: [entityId] },
    ]);
  });

  it.each([
    ['TenureCreatedEvent', [{ stream: 'tenures', keys: [entityId] }]],
    ['AssetUpdatedEvent', [{ stream: 'assets', keys: [entityId] }]],
    ['ContractCreatedEvent', []],
    ['ProcessStartedEvent', [{ stream: 'processes', keys: [entityId] }]],
    ['TransactionCreatedEvent', []],
    [
      'PersonAddedToTenureEvent',
      [
        { stream: 'tenures', keys: 'changes' },
        { stream: 'persons', keys: 'changes' },
      ],
    ],
  ])('%s', (eventType, expected) => {
    expect(hints({ ...personUpdated, eventType })).toEqual(expected);
  });

  it('put every list in doubt when they cannot be understood', () => {
    const all = ['assets', 'tenures', 'persons', 'processes', 'workOrders'];
    expect(hints('{"id":').map(({ stream }) => stream)).toEqual(all);
    expect(hints({ ...personUpdated, eventType: 'SomethingNew' }).every(({ keys }) => keys === 'changes')).toBe(true);
  });
});
