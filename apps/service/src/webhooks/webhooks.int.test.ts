import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EndpointDeliveryShown, WebhookEndpointAdded, WebhookEndpointShown } from '@doorstep/contracts/http';
import { webhookEvents } from '@doorstep/contracts/http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import { landlordA, scopedTables, seedTwins } from '../../test/isolation.js';
import { addLandlord, type Landlord } from '../../test/landlord.js';
import { startService, type StartedService } from '../../test/start-service.js';
import { raiseAlarm } from '../alarms/index.js';
import { findLandlord } from '../organisations/index.js';
import { CommandLine } from '../platform/command-line/command-line.js';
import { Relay } from '../platform/queue/relay.js';
import type { JobQueue } from '../platform/queue/queue.js';
import { AddEndpoint } from './add-endpoint.js';
import { addWebhookCommands, SendToEndpoints } from './index.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const never = new AbortController().signal;
const quick = { silenceMs: 300, totalMs: 1_000, bytes: 1024, attempts: 1 };

let service: StartedService;
let mine: Landlord;
let other: Landlord;
let owner: pg.Client;
let receiver: Server;
let url: string;
let received: Received[] = [];
/** What the receiver answers; null: nothing at all. */
let answer: (seen: Received) => { status: number; headers?: Record<string, string> } | null;

beforeAll(async () => {
  service = await startService();
  owner = new pg.Client({ connectionString: service.databaseUrl });
  await owner.connect();
  mine = await addLandlord(service, 'mine');
  other = await addLandlord(service, 'other');
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const seen = { headers: request.headers, body: Buffer.concat(parts).toString('utf8') };
      received.push(seen);
      const given = answer(seen);
      if (given) response.writeHead(given.status, given.headers).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/doorstep`;
});
beforeEach(async () => {
  received = [];
  answer = () => ({ status: 204 });
  await owner.query('DELETE FROM webhook_endpoints');
  await owner.query('DELETE FROM outbox');
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await owner.end();
  await service.close();
});

async function call(method: string, path: string, body?: object, landlord = mine, key = uuidv7()) {
  const reply = await fetch(`${service.url}/admin/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${landlord.apiKey}`,
      'idempotency-key': key,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await reply.text();
  return { status: reply.status, body: (text === '' ? null : JSON.parse(text)) as never };
}

async function addEndpoint(change: object = {}): Promise<WebhookEndpointAdded> {
  const asked = { url, events: ['alarm.raised'], allowedAddresses: ['127.0.0.1/32'], ...change };
  const { status, body } = await call('POST', 'webhook-endpoints', asked);
  expect(status).toBe(201);
  return body;
}
const shown = async () =>
  ((await call('GET', 'webhook-endpoints')).body as { items: WebhookEndpointShown[] }).items[0]!;
const deliveries = async (endpoint: { id: string }) =>
  ((await call('GET', `webhook-endpoints/${endpoint.id}/deliveries`)).body as { items: EndpointDeliveryShown[] }).items;

/** A fact, in its own transaction. */
const alarm = (landlord = mine, after: () => void = () => undefined) =>
  service.platform.database.inOrganisation(landlord.id, async (db) => {
    await raiseAlarm(db, { kind: 'visit-held', subject: `visit-entry:${uuidv7()}`, toEmail: null });
    after();
  });
const waiting = async () =>
  (
    await owner.query<{ id: string }>(`SELECT subject_id AS id FROM outbox WHERE topic = 'webhook' AND done_at IS NULL`)
  ).rows.map(({ id }) => id);
const send = async (signal = never, ids?: string[]) =>
  service.app.get(SendToEndpoints).run(mine.id, ids ?? (await waiting()), signal, quick);
/** As the clock would have it, once enough time has gone by. */
const timeGoesBy = () => owner.query(`UPDATE outbox SET due_at = now() WHERE topic = 'webhook'`);
const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

describe('an event', () => {
  it('goes out signed, thin, and once', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    await Promise.all([send(), send()]);
    await timeGoesBy();
    await send();
    expect(received).toHaveLength(1);
    const [alarmId] = (await owner.query<{ id: string }>('SELECT id FROM alarms ORDER BY raised_at DESC LIMIT 1')).rows;
    expect(verified(received[0]!, endpoint.secret)).toEqual({
      type: 'alarm.raised',
      timestamp: expect.stringMatching(/^20\d\d-.*Z$/),
      data: { id: alarmId!.id },
    });
    const [delivery] = await deliveries(endpoint);
    expect(delivery).toMatchObject({
      id: received[0]!.headers['webhook-id'],
      state: 'sent',
      tries: 1,
      lastStatus: 204,
    });
  });

  it('is not sent when its fact was rolled back', async () => {
    const endpoint = await addEndpoint();
    const breaksOff = () => {
      throw new Error('rolled back');
    };
    await expect(alarm(mine, breaksOff)).rejects.toThrow('rolled back');
    expect(await waiting()).toEqual([]);
    expect(await deliveries(endpoint)).toEqual([]);
  });

  it('leaves nothing behind where nobody wants it', async () => {
    await addEndpoint({ events: ['voice.heard'] });
    await alarm();
    await alarm(other);
    expect(await waiting()).toEqual([]);
  });

  it('is told of every kind of fact, in the one transaction', async () => {
    const tables = await scopedTables(owner);
    await seedTwins(owner, tables);
    await owner.query('RESET ROLE; DELETE FROM webhook_endpoints');
    const asked = { url, events: [...webhookEvents], allowedAddresses: ['127.0.0.1/32'] };
    await service.app.get(AddEndpoint).run('test', landlordA, uuidv7(), asked);
    await owner.query("UPDATE tellings SET told_at = NULL, state = 'waiting'; UPDATE runs SET finished_at = NULL");
    await owner.query(`
      INSERT INTO voices SELECT (jsonb_populate_record(v, '{"id": "00000000-0000-4000-8000-000000000001", "idempotency_key": "k"}')).*
        FROM voices v WHERE organisation_id = '${landlordA}' LIMIT 1;
      INSERT INTO hand_offs SELECT (jsonb_populate_record(h, '{"id": "00000000-0000-4000-8000-000000000002", "reference": "r", "idempotency_key": "k"}')).*
        FROM hand_offs h WHERE organisation_id = '${landlordA}' LIMIT 1;
      INSERT INTO replies SELECT (jsonb_populate_record(r, '{"id": "00000000-0000-4000-8000-000000000003", "number": 9, "idempotency_key": "k"}')).*
        FROM replies r WHERE organisation_id = '${landlordA}' LIMIT 1;
      INSERT INTO alarms SELECT (jsonb_populate_record(a, '{"id": "00000000-0000-4000-8000-000000000004", "level": 9}')).*
        FROM alarms a WHERE organisation_id = '${landlordA}' LIMIT 1;
      UPDATE tellings SET told_at = now(), state = 'told', told_by = 'doorstep'; UPDATE runs SET finished_at = now()`);
    const told = await owner.query<{ event: string }>('SELECT DISTINCT event FROM endpoint_deliveries');
    expect(told.rows.map(({ event }) => event).toSorted()).toEqual([...webhookEvents].toSorted());
    const landlords = await owner.query('SELECT DISTINCT organisation_id AS id FROM endpoint_deliveries');
    expect(landlords.rows).toEqual([{ id: landlordA }]);
  });
});

describe('a receiver', () => {
  it.each([
    ['answers 500', () => ({ status: 500 }), 'It answered 500.'],
    ['hangs', () => null, 'cannot be reached'],
    ['sends us elsewhere', () => ({ status: 302, headers: { location: url } }), 'It sent us elsewhere (302).'],
  ])('that %s gets it again later, under the same id', async (_how, first, problem) => {
    const endpoint = await addEndpoint();
    await alarm();
    answer = first;
    await send();
    expect(received).toHaveLength(1);
    const [put] = await deliveries(endpoint);
    expect(put).toMatchObject({ state: 'waiting', tries: 1, lastProblem: expect.stringContaining(problem) });
    expect(Date.parse(put!.nextTryAt!)).toBeGreaterThan(Date.now());
    await send();
    expect(received).toHaveLength(1);
    answer = () => ({ status: 200 });
    await timeGoesBy();
    await send();
    expect(received).toHaveLength(2);
    expect(received[1]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
    expect((await deliveries(endpoint))[0]).toMatchObject({ state: 'sent', tries: 2 });
    expect(await shown()).toMatchObject({ failingSince: null });
  });

  it('that asks for time is given it', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    answer = () => ({ status: 429, headers: { 'retry-after': '3000' } });
    await send();
    const [put] = await deliveries(endpoint);
    expect(Date.parse(put!.nextTryAt!) - Date.now()).toBeGreaterThan(2_900_000);
  });

  it('gets it again, under the same id, when the worker is ended between sending and writing that down', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    const ended = new AbortController();
    answer = () => {
      ended.abort();
      return null;
    };
    await send(ended.signal);
    expect((await deliveries(endpoint))[0]).toMatchObject({ state: 'waiting', tries: 1 });
    answer = () => ({ status: 200 });
    await timeGoesBy();
    await send();
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(2);
  });

  it('is left alone at once when it says it is gone, and somebody is told', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    answer = () => ({ status: 410 });
    await send();
    expect(await shown()).toMatchObject({ offBecause: 'gone', changedBy: 'Doorstep' });
    const raised = await owner.query(`SELECT subject FROM alarms WHERE kind = 'endpoint-off'`);
    expect(raised.rows).toContainEqual({ subject: `webhook-endpoint:${endpoint.id}` });
    await alarm();
    expect(await waiting()).toEqual([]);
    expect((await call('POST', `webhook-endpoints/${endpoint.id}/test`)).status).toBe(409);
  });

  it('is left alone after five days of taking nothing, until it is switched on again', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    answer = () => ({ status: 500 });
    await send();
    expect(await shown()).toMatchObject({ offBecause: null });
    await owner.query(`UPDATE webhook_endpoints SET failing_since = now() - interval '6 days'`);
    await timeGoesBy();
    await send();
    const off = await shown();
    expect(off).toMatchObject({ offBecause: 'failing' });
    const on = await call('PATCH', `webhook-endpoints/${endpoint.id}`, { version: off.version, isOn: true });
    expect(on.body).toMatchObject({ offBecause: null, failingSince: null });
    answer = () => ({ status: 200 });
    const [given] = await deliveries(endpoint);
    expect(given).toMatchObject({ state: 'given-up' });
    expect((await call('POST', `webhook-deliveries/${given!.id}/redeliver`)).status).toBe(204);
    await send();
    expect(received.at(-1)!.headers['webhook-id']).toBe(given!.id);
    expect((await deliveries(endpoint))[0]).toMatchObject({ state: 'sent' });
  });

  it('is given up on after the last try', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    answer = () => ({ status: 500 });
    await owner.query('UPDATE endpoint_deliveries SET tries = 17');
    await send();
    expect((await deliveries(endpoint))[0]).toMatchObject({ state: 'given-up', tries: 18 });
    expect(await waiting()).toEqual([]);
  });

  it('at a private address is refused, by its number and behind a name', async () => {
    const asked = { url: 'https://127.0.0.1/', events: ['alarm.raised'] };
    expect((await call('POST', 'webhook-endpoints', asked)).body).toMatchObject({ code: 'endpoint-private' });
    expect((await call('POST', 'webhook-endpoints', { ...asked, url })).body).toMatchObject({ code: 'endpoint-plain' });
    const named = await addEndpoint({
      url: url.replace('http://127.0.0.1', 'https://localhost'),
      allowedAddresses: [],
    });
    await alarm();
    await send();
    expect(received).toEqual([]);
    expect((await deliveries(named))[0]).toMatchObject({
      state: 'waiting',
      lastProblem: expect.stringContaining('private address'),
    });
  });
});

describe('a secret', () => {
  it('is shown once, and for a day after its rotation both sign', async () => {
    const first = await addEndpoint();
    const second = (await call('POST', `webhook-endpoints/${first.id}/rotate`)).body as WebhookEndpointAdded;
    expect(second.secret).not.toBe(first.secret);
    expect(JSON.stringify(await shown())).not.toContain('whsec_');
    expect((await shown()).secretBeforeUntil).not.toBeNull();
    await call('POST', `webhook-endpoints/${first.id}/test`);
    await send();
    expect(verified(received[0]!, first.secret)).toMatchObject({ type: 'test', data: { id: first.id } });
    expect(verified(received[0]!, second.secret)).toMatchObject({ type: 'test' });
    await owner.query('UPDATE webhook_endpoints SET secret_before_until = now()');
    await alarm();
    await send();
    expect(() => verified(received[1]!, first.secret)).toThrow();
    expect(verified(received[1]!, second.secret)).toMatchObject({ type: 'alarm.raised' });
  });
});

describe('a write whose route keeps no key itself', () => {
  it('is done once a key: it answers the same again, and refuses another request, and one that is still being done', async () => {
    const { id } = await addEndpoint();
    const rotate = async () => call('POST', `webhook-endpoints/${id}/rotate`, undefined, mine, 'rotate-1');
    const [one, other] = await Promise.all([rotate(), rotate()]);
    for (const { status } of [one, other]) expect([200, 409]).toContain(status);
    const first = one.status === 200 ? one : other;
    expect(await rotate()).toEqual(first);
    expect((await call('POST', `webhook-endpoints/${id}/rotate`, undefined, mine, 'rotate-2')).body).not.toEqual(
      first.body,
    );
    const reused = await call('DELETE', `webhook-endpoints/${id}`, undefined, mine, 'rotate-1');
    expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect((await call('DELETE', `webhook-endpoints/${id}`, undefined, mine, 'a b')).status).toBe(400);
    const kept = await owner.query(`SELECT string_agg(x::text, '') AS all FROM remembered_writes x`);
    expect(JSON.stringify(kept)).not.toContain('whsec_');
  });

  it('may be sent again with its key when it failed, and is forgotten after a day', async () => {
    const { id } = await addEndpoint();
    const change = async (version: number) =>
      call('PATCH', `webhook-endpoints/${id}`, { version, isOn: false }, mine, 'change-1');
    expect((await change(7)).status).toBe(409);
    expect((await change(1)).status).toBe(200);
    expect((await change(1)).status).toBe(200);
    await owner.query(`UPDATE remembered_writes SET begun_at = now() - interval '25 hours'`);
    expect((await change(1)).status).toBe(409);
  });
});

describe('an endpoint', () => {
  it('is out of reach of every other landlord', async () => {
    const endpoint = await addEndpoint();
    await alarm();
    const [delivery] = await deliveries(endpoint);
    expect((await call('GET', 'webhook-endpoints', undefined, other)).body).toEqual({ items: [], total: 0 });
    const tries = [
      ['PATCH', `webhook-endpoints/${endpoint.id}`, { version: 1, isOn: false }],
      ['DELETE', `webhook-endpoints/${endpoint.id}`],
      ['POST', `webhook-endpoints/${endpoint.id}/rotate`],
      ['POST', `webhook-endpoints/${endpoint.id}/test`],
      ['GET', `webhook-endpoints/${endpoint.id}/deliveries`],
      ['POST', `webhook-deliveries/${delivery!.id}/redeliver`],
    ] as const;
    for (const [method, path, body] of tries) expect((await call(method, path, body, other)).status).toBe(404);
    await service.app.get(SendToEndpoints).run(other.id, [delivery!.id], never, quick);
    expect(received).toEqual([]);
  });

  it('shows the second of two people what the first did', async () => {
    const { id, version } = await addEndpoint();
    expect((await call('PATCH', `webhook-endpoints/${id}`, { version, isOn: false })).status).toBe(200);
    const late = await call('PATCH', `webhook-endpoints/${id}`, { version, events: ['voice.heard'] });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ current: { offBecause: 'by-hand', events: ['alarm.raised'] } });
  });

  it('that is removed takes what was on its way with it', async () => {
    const { id } = await addEndpoint();
    await alarm();
    const ids = await waiting();
    expect((await call('DELETE', `webhook-endpoints/${id}`)).status).toBe(204);
    await send(never, ids);
    expect(received).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('has a lane of its own: many deliveries hold up nothing else', async () => {
    await addEndpoint();
    for (let made = 0; made < 25; made += 1) await alarm();
    await owner.query(
      `INSERT INTO outbox (organisation_id, topic, subject_id) VALUES ('${mine.id}', 'alarm', gen_random_uuid())`,
    );
    const jobs: string[] = [];
    const queue = { add: async (name: string, work: object[]) => void jobs.push(...work.map(() => name)) };
    await new Relay(service.platform.database, queue as unknown as JobQueue, () => undefined).once();
    expect(jobs.filter((name) => name !== 'sync.run').toSorted()).toEqual([
      'alarms.send',
      'webhooks.send',
      'webhooks.send',
    ]);
  });
});

describe('the command line', () => {
  async function webhook<Document>(...words: string[]): Promise<Document> {
    let out = '';
    const program = new Command('doorstep').exitOverride();
    addWebhookCommands(program, new CommandLine((work) => work(service.app), findLandlord));
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    try {
      const all = ['webhook', ...words, '--organisation', 'mine', '--json'];
      await program.parseAsync(all, { from: 'user' });
    } finally {
      jest.restoreAllMocks();
    }
    return JSON.parse(out) as Document;
  }

  it('adds, lists, tests and rotates', async () => {
    const where = ['--url', url, '--allow-address', '127.0.0.1/32'];
    const added = await webhook<WebhookEndpointAdded>('add', ...where, '--event', 'voice.heard', 'run.finished');
    expect(await webhook('list')).toMatchObject({ items: [{ id: added.id, events: ['voice.heard', 'run.finished'] }] });
    await webhook('test', added.id);
    const rotated = await webhook<WebhookEndpointAdded>('rotate', added.id);
    await send();
    expect(verified(received[0]!, added.secret)).toMatchObject({ type: 'test' });
    expect(verified(received[0]!, rotated.secret)).toMatchObject({ type: 'test' });
  });
});
