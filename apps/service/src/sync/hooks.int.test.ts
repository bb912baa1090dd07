import { createHmac } from 'node:crypto';
import { connectors, type Connector } from '@doorstep/connectors';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ledgerConnector } from '../../../../packages/connectors/test/ledger.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { AddConnection, SetWebhookSecret } from '../connections/index.js';
import { AddOrganisation } from '../organisations/index.js';

const secret = 'whsec_bm8gcmVzaWRlbnQgaXMgbmFtZWQgaW4gaGVyZQ==';

let service: StartedService;
let db: pg.Client;
let connectionId: string;

beforeAll(async () => {
  (connectors as Map<string, Connector>).set('ledger', ledgerConnector('delta-token'));
  service = await startService();
  db = new pg.Client({ connectionString: service.databaseUrl });
  await db.connect();
  const { id } = await service.app.get(AddOrganisation).run('test', { slug: 'alder', name: 'Alder Homes' });
  const connection = { connector: 'ledger', configuration: { url: 'https://ledger.example', key: 'the-key' } };
  ({ id: connectionId } = await service.app.get(AddConnection).run('test', id, { name: 'ledger', ...connection }));
  await service.app.get(SetWebhookSecret).run('test', id, 'ledger', secret);
});
afterAll(async () => {
  await db.end();
  await service.close();
});

interface Sent {
  readonly id?: string;
  readonly at?: number;
  readonly signed?: string;
  readonly to?: string;
  readonly type?: string;
}

async function send(body: string, { id = 'd-1', at = Date.now(), signed = body, to = connectionId, type }: Sent = {}) {
  const time = String(Math.floor(at / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${time}.${signed}`).digest('base64');
  const answer = await fetch(`${service.url}/hooks/v1/${to}`, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': `v1,${signature}`,
      'content-type': type ?? 'application/json',
    },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

const hints = async () => (await db.query('SELECT stream, key FROM webhook_hints ORDER BY key')).rows as object[];

describe('a webhook over HTTP', () => {
  it('is taken as the bytes that came, and noted once', async () => {
    const body = '{ "person":  "p-0001", "fullName": "Hollis Quillfeather" }';
    expect(await send(body)).toEqual({ status: 202, body: '' });
    expect(await send(body)).toEqual({ status: 202, body: '' });
    expect(await hints()).toEqual([{ stream: 'people', key: 'p-0001' }]);
    const { rows } = await db.query('SELECT delivery_id FROM webhook_deliveries');
    expect(rows).toEqual([{ delivery_id: 'id d-1' }]);
  });

  it.each<[string, string, Sent, number, string]>([
    ['of the same JSON in other bytes', '{"person":"p-2"}', { signed: '{"person": "p-2"}' }, 401, 'wrong-signature'],
    ['signed an hour ago', '{"person":"p-2"}', { at: Date.now() - 3_600_000 }, 401, 'too-old'],
    ['signed an hour ahead', '{"person":"p-2"}', { at: Date.now() + 3_600_000 }, 401, 'from-the-future'],
    [
      'to a connection there is none of',
      '{}',
      { to: '00000000-0000-4000-8000-000000000000' },
      404,
      'connection-unknown',
    ],
    ['to what is no id', '{}', { to: 'ledger' }, 404, 'connection-unknown'],
  ])('%s is refused, and nothing of it is kept or said again', async (_what, body, sent, status, code) => {
    const before = await hints();
    const answer = await send(body, { id: 'd-2', ...sent });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ code });
    expect(answer.body).not.toContain('p-2');
    expect(await hints()).toEqual(before);
  });

  it.each([
    ['of no JSON at all', 'not json', 'text/plain'],
    ['of a form', 'a=1&b=2', 'application/x-www-form-urlencoded'],
    ['of nothing', '', 'application/json'],
    ['with NUL in it', '\u0000', 'application/json'],
  ])('a signed one %s brings the next run forward', async (what, body, type) => {
    await db.query('DELETE FROM webhook_hints');
    expect(await send(body, { id: what, type })).toEqual({ status: 202, body: '' });
    expect(await hints()).toEqual([{ stream: 'people', key: '' }]);
  });
});
