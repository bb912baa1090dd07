import {
  createServer,
  request as ask,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { launchChromium } from '../../../packages/testing/src/index.js';
import { inWords, quantile, spread } from './figures.js';
import { connectAs, inService, query, startBuiltService, startHousing, type Ground } from './ground.js';
import { stopService } from './programs.js';
import type { BenchReport } from './report.js';
import { Telling } from './told-at-a-rate.js';
import { toldBy } from './trials/told-contacts.js';

const aimMs = 150;
const frameMs = 1000 / 60;

/**
 * How long an officer waits from opening another record until its content is there: against the service, and against a
 * bare HTTP server that gives the same bytes for the same requests.
 */
export async function benchContextSwitch(
  ground: Ground,
  homes: number,
  switches: number,
  rounds: number,
): Promise<BenchReport> {
  const housing = await startHousing(homes);
  const url = await ground.database();
  const landlord = await connectAs('bench', url, housing);
  await inService(url, ['sync', landlord.organisationId]);
  await query(url, 'UPDATE outbox SET done_at = now()');
  await query(url, `UPDATE connections SET next_sync_at = now() + interval '1 day'`);
  await query(
    url,
    `INSERT INTO alert_readings (organisation_id, person_id, read_at) SELECT organisation_id, id, now() FROM people
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET read_at = excluded.read_at`,
  );
  await query(url, 'VACUUM ANALYZE');
  const service = await startBuiltService(url);
  const telling = await Telling.to(service.origin, landlord, url, 5);
  await telling.asFastAsItGoes(switches, 16);
  await telling.close();
  await query(url, 'CHECKPOINT');
  const people = (await query(
    url,
    `SELECT min(p.reference_id) AS id FROM contacts c
     JOIN tenancy_parties y ON y.organisation_id = c.organisation_id AND y.tenancy_id = c.tenancy_id
     JOIN people p ON p.organisation_id = c.organisation_id AND p.id = y.person_id
     WHERE c.allocated_by = '${toldBy}' GROUP BY c.id ORDER BY c.id LIMIT ${switches}`,
  )) as { id: string }[];
  const host = await startHost(service.origin);
  const key = { kid: 'bench', alg: 'ES256', jwk: await exportJWK(host.publicKey) };
  const { installation } = await inService<{ installation: string }>(url, [
    'install',
    landlord.organisationId,
    host.origin,
    JSON.stringify(key),
  ]);
  host.installation = installation;
  const bare = await startBare(service.origin);
  const browser = await launchChromium();
  try {
    const at = async (origin: string) => {
      const page = await browser.newPage();
      await page.goto(`${host.origin}/?api=${encodeURIComponent(origin)}`);
      await page.evaluate(() => customElements.whenDefined('doorstep-panel'));
      const waits = (await page.evaluate(
        switchThrough,
        people.map(({ id }) => id),
      )) as Switched[];
      await page.close();
      return waits;
    };
    // Once before, so that both are warm and the bare server has its bytes.
    await at(service.origin);
    await at(bare.origin);
    const [real, rival]: [Switched[][], Switched[][]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      real.push(await at(service.origin));
      rival.push(await at(bare.origin));
    }
    return report(real, rival, { homes, switches, rounds });
  } finally {
    await browser.close();
    await Promise.all([host.close(), bare.close()]);
    await stopService(service);
    await housing.close();
  }
}

interface Switched {
  /** Milliseconds until nothing of the record before is in the panel. */
  readonly blank: number;
  /** Milliseconds until the content of the new record is there. */
  readonly content: number;
}

/** Runs in the page: opens one record after another, and waits for each until its content is there and announced. */
async function switchThrough(ids: readonly string[]): Promise<Switched[]> {
  const panel = document.querySelector('doorstep-panel') as HTMLElement & { setContext(context: object): unknown };
  const shadow = panel.shadowRoot as ShadowRoot;
  const waits: Switched[] = [];
  for (const id of ids) {
    const before = [...shadow.querySelectorAll('h3, blockquote')].map((shown) => shown.textContent ?? '');
    const started = performance.now();
    panel.setContext({ kind: 'one', type: 'person', id: { host: id } });
    const isGone = before.every((shown) => shown === '' || !(shadow.textContent ?? '').includes(shown));
    const blank = isGone ? performance.now() - started : Infinity;
    const opening = shadow.querySelector('[role=status]')?.textContent;
    await new Promise<void>((resolve) => {
      const watcher = new MutationObserver(() => {
        if (shadow.querySelector('[role=status]')?.textContent === opening) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(shadow, { subtree: true, childList: true, characterData: true });
    });
    waits.push({ blank, content: performance.now() - started });
  }
  return waits;
}

interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

interface Host extends Served {
  readonly publicKey: CryptoKey;
  installation: string;
}

/** A CRM that does nothing but show the panel and sign for it. */
async function startHost(service: string): Promise<Host> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const host: Host = Object.assign(await serve(answer), { publicKey, installation: '' });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', host.origin);
    if (pathname === '/token') {
      const token = await new SignJWT({
        roles: ['officer'],
        rec: { type: 'person', id: searchParams.get('id') },
        origin: host.origin,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setIssuer(host.installation)
        .setAudience('doorstep-embed')
        .setSubject('bench-officer')
        .setIssuedAt()
        .setExpirationTime('300s')
        .setJti(randomUUID())
        .sign(privateKey);
      response.end(token);
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><title>Record</title>
      <script>
        window.Doorstep = function () { (Doorstep.q = Doorstep.q || []).push(arguments); };
        Doorstep('token', (ask) => fetch('/token?id=' + ask.record.id).then((answer) => answer.text()));
      </script>
      <script src="${service}/embed/v1/doorstep.js"></script>
      <doorstep-panel installation="${host.installation}" api-base="${searchParams.get('api')}"></doorstep-panel>`);
  }
  return host;
}

interface Kept {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Gives the bytes that the service gave for the same record, and does nothing else. What it does not have yet it asks
 * the service for, once.
 */
async function startBare(service: string): Promise<Served> {
  const answers = new Map<string, Kept>();
  return serve(async (request, response) => {
    const body = await buffer(request);
    const key = `${request.method} ${request.url} ${request.headers.authorization ?? ''} ${recordIn(body)}`;
    const kept = answers.get(key) ?? (await passOn(service, request, body));
    answers.set(key, kept);
    response.writeHead(kept.status, kept.headers).end(kept.body);
  });
}

/** The record that a token in a body names: the token itself differs each time. */
function recordIn(body: Buffer): string {
  if (body.length === 0) return '';
  const { token } = JSON.parse(body.toString()) as { token?: string };
  return token === undefined ? body.toString() : JSON.stringify(decodeJwt(token)['rec']);
}

async function passOn(service: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Kept> {
  const asking = ask(new URL(url ?? '/', service), {
    ...(method && { method }),
    headers: { ...headers, connection: 'close' },
  });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const { connection: _hop, 'transfer-encoding': _coding, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 500, headers: kept, body: await buffer(answer) };
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Served> {
  const server = createServer((request, response) => {
    answer(request, response).catch((cause: unknown) => response.writeHead(500).end(String(cause)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function report(
  real: readonly (readonly Switched[])[],
  rival: readonly (readonly Switched[])[],
  { homes, switches, rounds }: { homes: number; switches: number; rounds: number },
): BenchReport {
  const of = (all: readonly (readonly Switched[])[], what: keyof Switched, share: number) =>
    spread(
      all.map((round) =>
        quantile(
          round.map((one) => one[what]),
          share,
        ),
      ),
    );
  const content = of(real, 'content', 0.95);
  const middle = of(real, 'content', 0.5);
  const [bare, bareMiddle] = [of(rival, 'content', 0.95), of(rival, 'content', 0.5)];
  const blank = Math.max(...real.flat().map((one) => one.blank));
  return {
    name: 'context-switch',
    title: 'From one record to the next',
    done: `Chromium with the panel in a host page of another origin, and the built service on a database with ${homes.toLocaleString('en-GB')} homes. The page opens ${switches} records one after another (\`setContext\`); a record counts from that call until its content is in the panel and announced, with the host's token signed by the host on the way. The rival is a bare HTTP server of Node that gives the same bytes for the same requests. ${rounds} rounds each, in turns.`,
    ratios: [
      { what: `p95 until the content is there ÷ ${aimMs} ms`, ratio: content.median / aimMs, aim: 'at most 1.0' },
      { what: 'p95 ÷ p95 of the bare server', ratio: content.median / bare.median, aim: 'at most 1.6' },
      {
        what: 'Longest until nothing of the record before is left ÷ one frame',
        ratio: blank / frameMs,
        aim: 'at most 1.0',
      },
    ],
    raw: {
      'p95 ms until the content is there': inWords(content, 1),
      'p50 ms until the content is there': inWords(middle, 1),
      'Bare server, p95 ms': inWords(bare, 1),
      'Bare server, p50 ms': inWords(bareMiddle, 1),
      'p50 ÷ p50 of the bare server': (middle.median / bareMiddle.median).toFixed(2),
      'Longest ms until blank': blank.toFixed(1),
    },
  };
}
