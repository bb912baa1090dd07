import type { TextDelivery } from '@doorstep/contracts/http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedClient } from '../platform/http/guarded-client.js';
import { notify } from './notify.js';
import type { TextContext } from './text-provider.js';

const serviceId = '26785a09-ab16-4eb0-8407-a37497a57506';
const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
const key = 'fbf35a15-3d1c-4b5d-9a7c-2d9b7ed2a94b';
const text = { to: '07700 900123', text: 'We changed the motor. 🏠', reference: 'telling-1' };
const limits = { silenceMs: 300, totalMs: 1_000, bytes: 10_000, attempts: 0 };

let server: Server;
let settings: TextDelivery;
let asked: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
let answer: (response: ServerResponse) => void;
let client: ReturnType<typeof guardedClient>;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      asked.push({ path: `${request.method} ${request.url}`, headers: request.headers, body });
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  settings = {
    way: 'text',
    provider: 'notify',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    serviceId,
    templateId,
    allowedAddresses: ['127.0.0.1/32'],
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => client.close());

function context(more: Partial<TextContext> = {}): TextContext {
  asked = [];
  client = guardedClient(settings.allowedAddresses, new AbortController().signal, limits);
  return { settings, key, client, ...more };
}

const json =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

async function problemOf(sent: Promise<unknown>): Promise<object> {
  const failed: unknown = await sent.then(
    () => ({ code: 'taken' }),
    (error: unknown) => error,
  );
  const { name, code, became, message, retryAfterSeconds } = failed as Record<string, unknown>;
  expect(`${String(message)} ${String(code)}`).not.toMatch(/07700|motor|fbf35a15/);
  return { name, code, became, retryAfterSeconds };
}

describe('a text by GOV.UK Notify', () => {
  it('is one request, signed by the service and its key', async () => {
    answer = json(201, { id: '740e5834-3a29-46b4-9a6f-16142fde533a', reference: 'telling-1' });
    expect(await notify.send(context(), text)).toBe('740e5834-3a29-46b4-9a6f-16142fde533a');
    expect(asked.map(({ path }) => path)).toEqual(['POST /v2/notifications/sms']);
    expect(JSON.parse(asked[0]!.body)).toEqual({
      phone_number: '07700 900123',
      template_id: templateId,
      personalisation: { message: 'We changed the motor. 🏠' },
      reference: 'telling-1',
    });
    const token = (asked[0]!.headers.authorization ?? '').replace('Bearer ', '');
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(key), { issuer: serviceId });
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(Math.abs((payload.iat ?? 0) - Date.now() / 1000)).toBeLessThan(30);
  });

  it('that was taken stays taken when the receipt cannot be read', async () => {
    for (const body of ['', 'null', '{"id":{"a":1}}', '{"id":"<b>"}']) {
      answer = (response) => response.writeHead(201).end(body);
      expect(await notify.send(context(), text)).toBe('telling-1');
      await client.close();
    }
  });

  it.each([
    [400, {}, 'message-refused', 'refused', null],
    [403, {}, 'sign-in-refused', 'try-later', null],
    [429, { 'retry-after': '90' }, 'too-many-requests', 'try-later', 90],
    [429, {}, 'too-many-requests', 'try-later', null],
    [500, {}, 'cut-off', 'unknown', null],
    [302, { location: '/elsewhere' }, 'message-refused', 'refused', null],
  ])('answered with %i %j was not taken, and is asked for once', async (status, headers, code, became, retry) => {
    answer = json(status, { errors: [{ message: 'to 07700 900123' }] }, headers as Record<string, string>);
    expect(await problemOf(notify.send(context(), text))).toEqual({
      name: 'DeliveryProblem',
      code,
      became,
      retryAfterSeconds: retry,
    });
    expect(asked).toHaveLength(1);
  });

  it('may have been taken when the answer never comes, and was not when nobody is there', async () => {
    answer = (response) => response.destroy();
    expect(await problemOf(notify.send(context(), text))).toMatchObject({ code: 'cut-off', became: 'unknown' });
    await client.close();
    const nobody = context({ settings: { ...settings, baseUrl: 'http://127.0.0.1:1' } });
    expect(await problemOf(notify.send(nobody, text))).toMatchObject({ code: 'unreachable', became: 'try-later' });
    await client.close();
    const inside = context({ settings: { ...settings, baseUrl: 'https://169.254.169.254' } });
    expect(await problemOf(notify.send(inside, text))).toMatchObject({ code: 'blocked-address' });
  });
});

describe('a check of GOV.UK Notify', () => {
  it.each([
    [200, { type: 'sms', body: '((message))' }, ['sign-in true', 'template true']],
    [200, { type: 'email', body: '((message))' }, ['sign-in true', 'template false']],
    [200, { type: 'sms', body: 'Hello' }, ['sign-in true', 'template false']],
    [404, {}, ['sign-in true', 'template false']],
    [403, {}, ['sign-in false']],
  ])('that is answered %i %j says so, and sends nothing', async (status, body, found) => {
    answer = json(status, body);
    expect((await notify.check(context())).map(({ name, ok }) => `${name} ${ok}`)).toEqual(found);
    expect(asked.map(({ path }) => path)).toEqual([`GET /v2/template/${templateId}`]);
  });
});
