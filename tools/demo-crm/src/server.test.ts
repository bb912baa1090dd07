import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';
import { CommandLineError, readCommandLine } from './command-line.js';

const resident = { personId: 'P-1', name: 'Ms Ada Wren', address: '1 Elm Court', household: [], recentRepairs: [] };

/** Answers as the housing system and as the service behind the panel, and repeats what it was sent. */
function neighbours(): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://neighbour');
    response.setHeader('content-type', 'application/json');
    if (pathname === '/_sim/highlights') response.end(JSON.stringify({ items: [{ ...resident, story: 'A tap.' }] }));
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
    const keyFile = join(await mkdtemp(join(tmpdir(), 'demo-crm-')), 'key.json');
    await writeFile(keyFile, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: 'k-1' }));
    crm = await start([
      ...['--housing-url', url, '--doorstep-url', url, '--key-file', keyFile],
      ...['--installation', 'ins_"demo', '--exit-with-stdin'],
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
      sub: 'demo-officer-1',
      name: 'Demo Officer',
      roles: ['officer'],
      rec: { type: 'person', id: 'P-1' },
      origin: 'http://127.0.0.1:4310',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['type=lorry&id=1', 'type=person', 'type=person&id=1&origin=nowhere', 'type=person&id=1&origin=http://a/b'])(
    'signs nothing for %s',
    async (query) => {
      expect((await fetch(`${crm.url}/demo/token?${query}`)).status).toBe(400);
    },
  );

  it('serves its page under a strict policy, with nothing in it that could be markup', async () => {
    const response = await fetch(`${crm.url}/demo/residents/P-1`);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    const page = await response.text();
    expect(page).toContain('<doorstep-panel installation="ins_&#34;demo">');
    expect(page).not.toMatch(/\{\w+\}|https?:|style=|<script>/);
  });

  it('reads residents from the housing system', async () => {
    const list = await (await fetch(`${crm.url}/demo/data/residents?search=wren`)).json();
    expect(list).toMatchObject({ highlights: [{ story: 'A tap.' }], residents: [{ personId: 'P-1' }] });
    expect(await (await fetch(`${crm.url}/demo/data/residents/P-1`)).json()).toEqual(resident);
    expect((await fetch(`${crm.url}/demo/data/residents/P-2`)).status).toBe(404);
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
  ])('says which word of %j it cannot use', (words, name) => {
    expect(() => readCommandLine(words)).toThrow(CommandLineError);
    expect(() => readCommandLine(words)).toThrow(name);
  });
});
