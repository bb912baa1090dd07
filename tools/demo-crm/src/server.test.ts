import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';
import { CommandLineError, readCommandLine } from './command-line.js';

const order = {
  reference: 7,
  description: 'Hall: light out',
  status: 'Scheduled',
  dateRaised: '2026-11-20T09:00:00',
  closedDated: null,
  priority: '5 [N] NORMAL',
  tradeDescription: 'Electrical - EL',
  owner: 'Repairs Direct',
  target: null,
  appointment: { date: '2026-12-01', start: '08:00', end: '13:00', bookingLifeCycleStatus: 'PLANNED' },
};
const resident = {
  personId: 'P-1',
  name: 'Ms Ada Wren',
  address: '1 Elm Court AW1 2BC',
  propertyReference: '00000042',
  tenureId: 'T-1',
  household: [],
  recentRepairs: [
    { reference: 7, description: order.description, status: 'Scheduled', raised: order.dateRaised, closed: null },
  ],
};
/** What each neighbour answers, by path; where the last is asked for, the landlord's key has to come with it. */
const answers: Readonly<Record<string, unknown>> = {
  '/_sim/highlights': { items: [{ ...resident, story: 'A tap.' }] },
  '/api/v1/search/assets/all': {
    results: { assets: [{ assetId: '00000042', assetType: 'Dwelling', tenure: { paymentReference: '19' } }] },
  },
  '/api/v2/workOrders': [order],
  '/api/v2/workOrders/7': order,
  '/api/v2/notes': {
    results: [
      {
        ...{ id: 'N-1', title: 'A resident was heard', description: 'Kept in Doorstep.' },
        ...{ createdAt: '2026-11-25T09:00:00Z', author: { fullName: 'Doorstep' } },
      },
    ],
  },
  '/api/v1/contactDetails': {
    results: [{ isActive: true, contactInformation: { contactType: 'phone', value: '07700900001' } }],
  },
  '/api/v1/owed': { items: [{ voiceId: 'V-1', words: 'A bench', since: '2026-11-20T09:00:00Z', isAnswered: false }] },
  '/api/v1/voices': { items: [{ id: 'V-1', person: 'P-1' }] },
};
const landlordKey = 'dk_landlord';

/** Answers as the housing system and as the service behind the panel, and repeats what it was sent. */
function neighbours(): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://neighbour');
    response.setHeader('content-type', 'application/json');
    const isLandlords = /owed|voices|replies/.test(pathname);
    if (pathname.startsWith('/api/') && !isLandlords && request.headers['x-api-key'] !== 'housing-key')
      response.writeHead(401).end('{}');
    else if (isLandlords && request.headers.authorization !== `Bearer ${landlordKey}`)
      response.writeHead(401).end('{}');
    else if (pathname === '/api/v1/replies') takeReply(request, response);
    else if (pathname === '/api/v2/notes' && searchParams.get('targetId') !== 'T-1') response.writeHead(404).end('{}');
    else if (answers[pathname] !== undefined) response.end(JSON.stringify(answers[pathname]));
    else if (pathname === '/_sim/residents') {
      const found = JSON.stringify(resident)
        .toLowerCase()
        .includes((searchParams.get('search') ?? '').toLowerCase());
      response.end(JSON.stringify({ items: found ? [resident] : [] }));
    } else {
      request.pipe(response.writeHead(201, { 'x-method': request.method ?? '' }));
    }
  });
}

const replies: Record<string, unknown>[] = [];

/** Words that waffle are warned of, until they are sent knowing it. */
function takeReply(request: IncomingMessage, response: ServerResponse): void {
  void (async () => {
    const reply = (await json(request)) as Record<string, unknown>;
    replies.push({ ...reply, key: request.headers['idempotency-key'] });
    if (reply['words'] === 'waffle' && reply['knowing'] !== true) {
      const problems = [{ rule: 'waffle', severity: 'warn', message: 'Say what was done.' }];
      response.writeHead(409).end(JSON.stringify({ code: 'reply-warnings', current: { problems } }));
    } else response.writeHead(201).end('{}');
  })();
}

/** The built command, as `npm start` runs it; the first line that it prints is read as JSON. */
async function start(words: readonly string[]): Promise<{ process: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const crm = spawn(process.execPath, [main, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(crm.stdout), 'line')) as [string];
  return { process: crm, url: (JSON.parse(line) as { listening: string }).listening };
}

describe('the demonstration CRM', () => {
  let neighbour: Server;
  let publicKey: CryptoKey;
  let crm: { process: ChildProcess; url: string };

  beforeAll(async () => {
    neighbour = neighbours();
    await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
    const pair = await generateKeyPair('ES256', { extractable: true });
    publicKey = pair.publicKey;
    const folder = await mkdtemp(join(tmpdir(), 'demo-crm-'));
    const [keyFile, landlordKeyFile] = [join(folder, 'key.json'), join(folder, 'landlord-key')];
    await writeFile(landlordKeyFile, `${landlordKey}\n`);
    await writeFile(keyFile, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: 'k-1' }));
    crm = await start([
      ...['--housing-url', url, '--doorstep-url', url, '--key-file', keyFile],
      ...['--installation', 'ins_"demo', '--exit-with-stdin'],
      ...['--housing-key', 'housing-key', '--landlord-key-file', landlordKeyFile],
    ]);
  });
  afterAll(async () => {
    const gone = once(crm.process, 'exit');
    crm.process.stdin?.end();
    expect(await gone).toEqual([0, null]);
    neighbour.close();
  });

  it('opens on the record most worth seeing', async () => {
    expect(new URL((await fetch(`${crm.url}/demo`)).url).pathname).toBe('/demo/residents/P-1');
  });

  it('signs who the officer is, and which record they have open where', async () => {
    const query = new URLSearchParams({ type: 'person', id: 'P-1', origin: 'http://127.0.0.1:4310' });
    const token = await (await fetch(`${crm.url}/demo/token?${query}`)).text();
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, {
      audience: 'doorstep-embed',
      issuer: 'ins_"demo',
      algorithms: ['ES256'],
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'k-1' });
    expect(payload).toMatchObject({
      sub: 'priya-shah',
      name: 'Priya Shah',
      roles: ['officer'],
      rec: { type: 'person', id: 'P-1' },
      origin: 'http://127.0.0.1:4310',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('signs in the income officer as one, so that the service shows them no voices', async () => {
    const token = await (await fetch(`${crm.url}/demo/token?type=person&id=P-1&officer=tom-reid`)).text();
    expect(decodeJwt(token)).toMatchObject({ sub: 'tom-reid', roles: ['income'] });
  });

  it.each([
    'type=person&id=1&officer=nobody',
    'type=lorry&id=1',
    'type=person',
    'type=person&id=1&origin=nowhere',
    'type=person&id=1&origin=http://a/b',
  ])('signs nothing for %s', async (query) => {
    expect((await fetch(`${crm.url}/demo/token?${query}`)).status).toBe(400);
  });

  it('serves its page under a strict policy, with nothing in it that could be markup', async () => {
    const response = await fetch(`${crm.url}/demo/residents/P-1`);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    const page = await response.text();
    expect(page).toContain('data-installation="ins_&#34;demo"');
    expect(page).not.toMatch(/\{\w+\}|https?:|style=|<script>/);
  });

  it('reads residents from the housing system', async () => {
    const list = await (await fetch(`${crm.url}/demo/data/residents?search=wren`)).json();
    expect(list).toMatchObject({
      highlights: [{ story: 'A tap.' }],
      residents: [{ personId: 'P-1', patch: 'Alderwick', openRepairs: 1 }],
      total: 1,
      pages: 1,
    });
    expect(await (await fetch(`${crm.url}/demo/data/residents/P-1`)).json()).toMatchObject({
      tenancyReference: '19',
      phone: '07700900001',
      email: null,
      // What was written back stands on the tenancy.
      notes: [{ title: 'A resident was heard', by: 'Doorstep' }],
      repairs: [{ reference: 7, priority: 'Normal', trade: 'Electrical', appointment: { state: 'booked' } }],
    });
    expect((await fetch(`${crm.url}/demo/data/residents/P-2`)).status).toBe(404);
    expect(await (await fetch(`${crm.url}/demo/data/repairs`)).json()).toMatchObject({
      items: [{ reference: 7, name: 'Ms Ada Wren' }],
    });
  });

  it('answers as the manager with a key that no page is given', async () => {
    const answer = (body: object, headers: Record<string, string> = {}) =>
      fetch(`${crm.url}/demo/landlord/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const owed = await fetch(`${crm.url}/demo/landlord/answers`);
    expect(await owed.json()).toMatchObject({ items: [{ words: 'A bench', personId: 'P-1', name: 'Ms Ada Wren' }] });
    const refused = await answer({ voiceId: 'V-1', result: 'done', words: 'waffle' });
    expect([refused.status, await refused.json()]).toEqual([
      200,
      { given: false, mayInsist: true, problems: ['Say what was done.'] },
    ]);
    expect((await answer({ voiceId: 'V-1', result: 'done', words: 'waffle', knowing: true })).status).toBe(201);
    expect(replies.at(-1)).toMatchObject({ voiceId: 'V-1', result: 'done', saidBy: 'Grace Adeyemi' });
    expect(replies[0]?.['key']).not.toBe(replies[1]?.['key']);
    expect((await answer({ voiceId: 'V-1' })).status).toBe(400);
    const count = replies.length;
    expect(
      (await answer({ voiceId: 'V-1', result: 'done', words: 'w' }, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect(replies).toHaveLength(count);
    const texts = await Promise.all(
      ['/demo/landlord', '/demo/landlord/answers', '/demo/residents/P-1', '/demo/script/landlord-view.js'].map(
        async (path) => (await fetch(crm.url + path)).text(),
      ),
    );
    expect(texts.join()).not.toContain(landlordKey);
  });

  it('passes the panel on to its service, body and all', async () => {
    const body = '{"token": "kept  as it is"}';
    const response = await fetch(`${crm.url}/embed/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([response.status, response.headers.get('x-method')]).toEqual([201, 'POST']);
    expect(await response.text()).toBe(body);
  });

  it.each([
    [['--port', 'x', '--installation', 'i'], '--port'],
    [['--housing-url', 'ftp://a', '--installation', 'i', '--key-file', 'k'], '--housing-url'],
    [['--housing-url', 'http://a', '--key-file', 'k'], '--installation'],
    [['--unheard-of'], '--unheard-of'],
    [['--base', '/a/b'], '--base'],
    [['--housing-url', 'http://a', '--installation', 'i', '--key-file', 'k'], '--housing-key'],
  ])('says which word of %j it cannot use', (words, name) => {
    expect(() => readCommandLine(words)).toThrow(CommandLineError);
    expect(() => readCommandLine(words)).toThrow(name);
  });
});
