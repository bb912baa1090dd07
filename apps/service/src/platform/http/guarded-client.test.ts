import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEventListeners, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guardedClient } from './guarded-client.js';

const never = new AbortController().signal;
const quick = { silenceMs: 200, totalMs: 500, bytes: 1000, attempts: 0 };

async function problemOf(asked: Promise<unknown>): Promise<{ code: string; message: string }> {
  const failed: unknown = await asked.then(
    () => ({ name: 'answered' }),
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ name: 'SourceProblem' });
  return failed as { code: string; message: string };
}

describe('addresses inside a network', () => {
  const inside = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.0.0.1.',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '10.255.255.255',
    '167772161',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '0xc0.0xa8.1.1',
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::a9fe:a9fe]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    'localhost',
    'LOCALHOST',
  ];

  it.each(inside)('%s is not asked', async (host) => {
    for (const allowed of [[], ['10.99.0.0/16']]) {
      const client = guardedClient(allowed, never, quick);
      try {
        expect((await problemOf(client.get({ url: `https://${host}/` }))).code).toBe('blocked-address');
        expect((await problemOf(client.get({ url: `http://${host}:8080/` }))).code).toBe('blocked-address');
      } finally {
        await client.close();
      }
    }
  });

  it.each(['http://93.184.215.14/', 'http://[2606:2800:220:1::1]/', 'file:///etc/passwd', 'ftp://93.184.215.14/'])(
    '%s is not asked: a key must not travel in the clear but to an address that was allowed',
    async (url) => {
      for (const allowed of [[], ['10.0.0.0/8']]) {
        const client = guardedClient(allowed, never, quick);
        expect((await problemOf(client.get({ url }))).code).toBe('blocked-address');
        await client.close();
      }
    },
  );
});

describe('what is sent', () => {
  const told: string[] = [];
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        told.push(`${request.method} ${request.headers['content-type']} ${body}`);
        answer(request, response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function send(allowed: readonly string[] = ['127.0.0.1/32'], to = url) {
    told.length = 0;
    const client = guardedClient(allowed, never, { ...quick, attempts: 4 });
    try {
      const headers = { 'content-type': 'application/json' };
      return await client.send({ method: 'POST', url: to, headers, body: '{"ŵ":1}' });
    } finally {
      await client.close();
    }
  }

  it('arrives as it was given', async () => {
    answer = (_, response) => response.writeHead(201).end('{"id":1}');
    expect(await send()).toMatchObject({ status: 201, body: '{"id":1}' });
    expect(told).toEqual(['POST application/json {"ŵ":1}']);
  });

  it.each([302, 403, 429, 500, 503])('is sent once, and a %i is handed back', async (status) => {
    answer = (_, response) => response.writeHead(status, { 'retry-after': '30', location: '/elsewhere' }).end('why');
    expect(await send()).toMatchObject({ status, headers: { 'retry-after': '30' }, body: 'why' });
    expect(told).toHaveLength(1);
  });

  it('may have arrived when the answer breaks off, and cannot have when nothing answers', async () => {
    answer = (request) => request.socket.destroy();
    expect(await problemOf(send())).toMatchObject({ code: 'unreachable', retryable: false });
    expect(told).toHaveLength(1);
    answer = (request, response) => {
      response.writeHead(201, { 'content-length': '10' }).write('{');
      setImmediate(() => request.socket.destroy());
    };
    expect(await problemOf(send())).toMatchObject({ code: 'truncated', retryable: false });
    expect(await problemOf(send(['127.0.0.1/32'], 'http://127.0.0.1:1/'))).toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
  });

  it('goes to no address that was not allowed', async () => {
    expect(await problemOf(send([]))).toMatchObject({ code: 'blocked-address' });
    expect(told).toEqual([]);
  });
});

describe('a server at an allowed address', () => {
  const asked: string[] = [];
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${String(request.headers['x-api-key'])} ${request.url}`);
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function ask(path: string, limits: Partial<typeof quick> = {}, signal = never) {
    asked.length = 0;
    const client = guardedClient(['127.0.0.1/32'], signal, { ...quick, ...limits });
    try {
      return await client.get({ url: url + path, headers: { 'x-api-key': 'key' } });
    } finally {
      await client.close();
    }
  }

  it('is read, headers and all', async () => {
    answer = (_, response) => response.writeHead(200, { 'x-page': '1' }).end('{"ü":1}');
    expect(await ask('/page')).toMatchObject({ status: 200, headers: { 'x-page': '1' }, body: '{"ü":1}' });
    expect(asked).toEqual(['key /page']);
  });

  it('is not read by a neighbour’s permission', async () => {
    const client = guardedClient(['127.0.0.2/32', '10.0.0.0/8'], never, quick);
    asked.length = 0;
    expect(await problemOf(client.get({ url }))).toMatchObject({
      code: 'blocked-address',
      message: expect.stringContaining('--allow-address 127.0.0.1/32'),
    });
    expect(asked).toEqual([]);
    await client.close();
  });

  it('cannot send us elsewhere', async () => {
    answer = (request, response) =>
      request.url === '/page' ? response.writeHead(302, { location: `${url}/secret` }).end() : response.end('secret');
    expect(await ask('/page')).toMatchObject({ status: 302, body: '' });
    expect(asked).toEqual(['key /page']);
  });

  it('cannot fill the memory, said or unsaid', async () => {
    answer = (_, response) => response.end('x'.repeat(1001));
    expect((await problemOf(ask('/'))).code).toBe('not-a-page');
    answer = (_, response) => {
      response.write('x'.repeat(900));
      response.end('x'.repeat(900));
    };
    expect((await problemOf(ask('/'))).code).toBe('not-a-page');
    answer = (_, response) => response.end('x'.repeat(1000));
    expect((await ask('/')).body).toHaveLength(1000);
  });

  it('cannot keep us waiting: by silence, by stopping halfway, by a drop at a time', async () => {
    answer = () => undefined;
    expect((await problemOf(ask('/'))).code).toBe('unreachable');
    answer = (_, response) => response.write('[');
    expect((await problemOf(ask('/'))).code).toBe('truncated');
    const drops: NodeJS.Timeout[] = [];
    answer = (_, response) => drops.push(setInterval(() => response.write(' '), 20));
    const begun = Date.now();
    expect((await problemOf(ask('/'))).code).toBe('truncated');
    expect(Date.now() - begun).toBeLessThan(3000);
    for (const drop of drops) clearInterval(drop);
  });

  it('is asked again after what may pass, and not after what will not', async () => {
    let left = 2;
    answer = (_, response) => (left-- > 0 ? response.writeHead(503).end() : response.end('[]'));
    expect((await ask('/', { attempts: 4 })).status).toBe(200);
    expect(asked).toHaveLength(3);
    answer = (_, response) => response.writeHead(404).end();
    expect((await ask('/', { attempts: 4 })).status).toBe(404);
    expect(asked).toHaveLength(1);
    answer = (request) => request.socket.destroy();
    expect((await problemOf(ask('/', { attempts: 1 }))).code).toBe('unreachable');
    expect(asked).toHaveLength(2);
  });

  it('is left alone for as long as it asks', async () => {
    let at: number[] = [];
    answer = (_, response) =>
      at.push(Date.now()) === 1 ? response.writeHead(429, { 'retry-after': '1' }).end() : response.end('[]');
    expect((await ask('/', { attempts: 1 })).status).toBe(200);
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(1000);
    at = [];
    answer = (_, response) => response.writeHead(429).end();
    expect((await problemOf(ask('/'))).code).toBe('too-many-requests');
  });

  it('is let go of when the work is called off', async () => {
    const off = new AbortController();
    answer = () => off.abort();
    await expect(ask('/', { attempts: 4 }, off.signal)).rejects.toMatchObject({
      name: expect.stringMatching(/Abort|Cancel/),
    });
    expect(asked).toHaveLength(1);
  });

  it('leaves nothing behind on the signal of a long run', async () => {
    const run = new AbortController();
    answer = (_, response) => response.end('[]');
    for (let time = 0; time < 20; time++) await ask('/', { attempts: 4 }, run.signal);
    answer = (_, response) => response.writeHead(429, { 'retry-after': '0' }).end();
    for (let time = 0; time < 3; time++) await problemOf(ask('/', {}, run.signal));
    expect(getEventListeners(run.signal, 'abort')).toEqual([]);
  });
});
