import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { RouteOffer } from '@doorstep/contracts/embed';
import {
  photoPieceBytes,
  signInRequest,
  visitEntry,
  visitPolicyClash,
  type VisitEntry,
  type VisitJob,
  type VisitPolicyClash,
} from '@doorstep/contracts/visit';

/** One request that reached the service, in order. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly credential: string;
}

/** What is to go wrong with the next requests that match, as many times as it says. */
export interface Fault {
  readonly on: 'entries' | 'photos' | 'ping' | 'jobs' | 'sign-in' | 'match' | 'policy-clashes';
  /** Only the entry with this id. */
  readonly of?: string;
  times: number;
  /** `lose`: kept, and the answer cut off. `portal`: 200 with a page. A number: that status. */
  readonly does: 'lose' | 'portal' | number;
  readonly retryAfter?: number;
  /** Milliseconds before it is answered. */
  readonly after?: number;
}

interface Kept {
  readonly entry: VisitEntry;
  readonly hash: string;
  readonly reference: string;
  readonly by: string;
}

/** A service that speaks the contract to phones and keeps what it is told, on the same origin as the app. */
export interface FakeService {
  readonly url: string;
  readonly jobs: VisitJob[];
  readonly seen: Seen[];
  readonly kept: Map<string, Kept>;
  /** Bodies that arrived under a known key with another content. */
  readonly changed: string[];
  readonly photos: Map<string, Buffer>;
  /** What was said of policies that do not fit. */
  readonly clashes: VisitPolicyClash[];
  readonly faults: Fault[];
  readonly sessions: Set<string>;
  offers: RouteOffer[];
  /** State that is answered for entries of a job. */
  readonly detached: Set<string>;
  removed: boolean;
  /** No answer at all: a new tab takes a moment to learn that it has no signal. */
  isOutOfReach: boolean;
  /** Milliseconds by which its clock is ahead of the real one. */
  ahead: number;
  /** Another build: the folder to serve the app from. */
  folder: string;
  close(): Promise<void>;
}

/** As strict as the service that serves the app. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A job that starts within the hour; give what the test needs to differ. */
export function aJob(given: Partial<VisitJob> = {}): VisitJob {
  return {
    id: randomUUID(),
    jobNumber: '48213',
    address: '12 Elm Court',
    startsAt: new Date().toISOString(),
    endsAt: null,
    trade: 'Kitchen tap',
    state: 'planned',
    prompt: {
      id: randomUUID(),
      say: 'What would make it feel better to come home to?',
      probe: 'What would you change first?',
      whyAsking: 'You live here, and the work is planned this month.',
      howDecided: 'together',
      alreadyDecided: 'the tap is replaced (for safety)',
      stillOpen: 'which one, and when',
    },
    tellThem: null,
    ...given,
  };
}

/** @param folder Where the built app lies. */
export async function startFakeService(folder: string): Promise<FakeService> {
  const server = createServer((request, response) => {
    void answer(request, response).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause));
    });
  });
  const service: FakeService = {
    url: '',
    jobs: [],
    seen: [],
    kept: new Map(),
    changed: [],
    photos: new Map(),
    clashes: [],
    faults: [],
    sessions: new Set(),
    offers: [],
    detached: new Set(),
    removed: false,
    isOutOfReach: false,
    ahead: 0,
    folder,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const now = () => new Date(Date.now() + service.ahead).toISOString();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://phone');
    const path = /^\/visit\/v1(\/.*)$/.exec(pathname)?.[1];
    if (path === undefined) return file(response, pathname);
    if (service.isOutOfReach) {
      response.destroy();
      return;
    }
    const body = await bodyOf(request);
    const credential = (request.headers.authorization ?? '').replace('Bearer ', '');
    const method = request.method ?? '';
    service.seen.push({ method, path, credential });
    const on = kindOf(path);
    const id = request.headers['idempotency-key'];
    const fault = service.faults.find((one) => one.on === on && one.times > 0 && (one.of ?? id) === id);
    if (fault) fault.times -= 1;
    if (fault?.after !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.after).unref());
    if (fault?.does === 'portal') return send(response, 200, 'text/html', '<h1>Welcome to the free wi-fi</h1>');
    if (typeof fault?.does === 'number' && fault.does !== 200) {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return json(response, fault.does, { status: fault.does, code: 'as_told' }, headers);
    }
    const [status, reply] = replyTo(method, path, searchParams, request, body, credential);
    if (fault?.does === 'lose') {
      // Begun and cut off: a browser quietly repeats a request that met only a closed connection.
      response.writeHead(status, { 'content-length': '9999' }).write('{');
      setTimeout(() => response.destroy());
      return;
    }
    json(response, status, reply);
  }

  function replyTo(
    method: string,
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
    body: Buffer,
    credential: string,
  ): [number, unknown] {
    const isPhone = credential.startsWith('vp_');
    if (path === '/sign-in') return signedIn(body);
    if (path === '/ping') {
      return [200, { doorstep: 'here', at: now(), phone: service.removed ? 'removed' : 'known' }];
    }
    if (!isPhone && !service.sessions.has(credential)) return [401, { status: 401, code: 'session_ended' }];
    if (service.removed && !path.startsWith('/entries')) return [423, { status: 423, code: 'phone_removed' }];
    if (path === '/jobs') return [200, { items: service.jobs, total: service.jobs.length, at: now() }];
    if (path === '/words/match') return [200, { offers: service.offers }];
    if (path === '/policy-clashes') {
      service.clashes.push(visitPolicyClash.parse(JSON.parse(body.toString())));
      return [204, undefined];
    }
    const photo = /^\/entries\/([^/]+)\/photos\/([^/]+)$/.exec(path);
    if (photo) return photoPiece(method, photo[1] ?? '', photo[2] ?? '', Number(query.get('offset') ?? 0), body);
    return entry(request, body, credential);
  }

  function signedIn(body: Buffer): [number, unknown] {
    const { link } = signInRequest.parse(JSON.parse(body.toString()));
    if (link.includes('used')) return [410, { status: 410, code: 'link_used' }];
    const session = `vs_${randomUUID()}`;
    service.sessions.add(session);
    return [
      200,
      {
        session,
        expiresAt: new Date(Date.now() + 36_000_000).toISOString(),
        phoneCredential: 'vp_this-phone',
        operative: { id: 'op-7', name: 'Robin Vale' },
        landlord: {
          name: 'Northmoor Homes',
          emergencyNumbers: [
            { name: 'Police, fire or ambulance', number: '999' },
            { name: 'National Gas Emergency Service', number: '0800 111 999' },
            { name: 'Northmoor Homes', number: '0800 555 0142' },
          ],
          hazardNumbers: [{ name: 'Northmoor Homes', number: '0800 555 0199' }],
        },
      },
    ];
  }

  function entry(request: IncomingMessage, body: Buffer, by: string): [number, unknown] {
    const parsed = visitEntry.parse(JSON.parse(body.toString()));
    const hash = createHash('sha256').update(body).digest('hex');
    const { 'idempotency-key': key, 'doorstep-body-hash': claimed } = request.headers;
    if (key !== parsed.id || claimed !== hash) return [400, { status: 400, code: 'hash_differs' }];
    const before = service.kept.get(parsed.id);
    if (before && before.hash !== hash) {
      service.changed.push(body.toString());
      return [409, { status: 409, code: 'key_reused' }];
    }
    const kept = before ?? { entry: parsed, hash, reference: referenceOf(parsed.id), by };
    service.kept.set(parsed.id, kept);
    const state = service.removed ? 'held' : service.detached.has(parsed.jobId ?? '') ? 'detached' : 'kept';
    const status = before ? 200 : 201;
    const replyBy = parsed.wantsReply && state === 'kept' ? '2026-12-06' : null;
    const reply = { reference: kept.reference, bodyHash: hash, state, receivedAt: now(), replyBy };
    return [service.removed ? 423 : status, reply];
  }

  function photoPiece(method: string, entryId: string, id: string, offset: number, body: Buffer): [number, unknown] {
    const told = service.kept.get(entryId)?.entry.photos.find((photo) => photo.id === id);
    if (!told) return [404, { status: 404, code: 'photo_unknown' }];
    const have = service.photos.get(id) ?? Buffer.alloc(0);
    if (method === 'PUT') {
      if (offset !== have.length || body.length > photoPieceBytes) return [409, { status: 409, code: 'offset' }];
      service.photos.set(id, Buffer.concat([have, body]));
    }
    const now = service.photos.get(id) ?? have;
    const isWhole = now.length === told.bytes && createHash('sha256').update(now).digest('hex') === told.sha256;
    return [200, { offset: now.length, isWhole }];
  }

  function file(response: ServerResponse, pathname: string): void {
    const name = pathname === '/visit/' || pathname === '/visit' ? '/visit/index.html' : pathname;
    const path = join(service.folder, name.replace(/^\/visit\//, ''));
    if (!name.startsWith('/visit/') || !existsSync(path)) return send(response, 404, 'text/plain', 'Not here.');
    response
      .writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'cache-control': name.endsWith('/sw.js') ? 'no-cache' : 'max-age=0',
      })
      .end(readFileSync(path));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(service, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function kindOf(path: string): Fault['on'] {
  if (path.includes('/photos/')) return 'photos';
  if (path === '/words/match') return 'match';
  return path.slice(1) as Fault['on'];
}

function referenceOf(id: string): string {
  return id.replaceAll('-', '').slice(-6).toUpperCase();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  send(response, status, 'application/json', JSON.stringify(body), headers);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}
