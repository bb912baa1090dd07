import {
  createHmac,
  generateKeyPairSync,
  randomBytes,
  sign as signBytes,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A key pair of a host, with its public half as the host shows it. */
export interface HostPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JsonWebKey & { readonly kid: string };
}

type Kind = 'P-256' | 'P-384' | 'RSA' | 'RSA-1024' | 'Ed25519';

/** Makes one. */
export function hostPair(kid: string, kind: Kind = 'P-256'): HostPair {
  const made = pairOf(kind);
  return { kid, ...made, jwk: { ...made.publicKey.export({ format: 'jwk' }), kid } };
}

function pairOf(kind: Kind): { privateKey: KeyObject; publicKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (kind === 'RSA-1024') return generateKeyPairSync('rsa', { modulusLength: 1024 });
  return generateKeyPairSync('ec', { namedCurve: kind });
}

/** The bytes of a signature over what is signed. */
export type Signer = (signed: string) => Buffer;

export const es256 =
  (key: KeyObject, hash = 'sha256'): Signer =>
  (signed) =>
    signBytes(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
export const rs256 =
  (key: KeyObject): Signer =>
  (signed) =>
    signBytes('sha256', Buffer.from(signed), key);
export const edDsa =
  (key: KeyObject): Signer =>
  (signed) =>
    signBytes(null, Buffer.from(signed), key);
export const hs256 =
  (secret: string | Buffer): Signer =>
  (signed) =>
    createHmac('sha256', secret).update(signed).digest();

/** A token put together by hand: a header and claims as they are or as their very text, and any signature over them. */
export function compact(header: unknown, claims: unknown, signer: Signer): string {
  const signed = [header, claims].map((part) => encode(part)).join('.');
  return `${signed}.${signer(signed).toString('base64url')}`;
}

function encode(part: unknown): string {
  if (Buffer.isBuffer(part)) return part.toString('base64url');
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** What Salesforce posts into a canvas: the request as it is or as its very text. */
export function canvasRequest(request: unknown, secret: string): string {
  const payload = Buffer.from(typeof request === 'string' ? request : JSON.stringify(request)).toString('base64');
  return `${createHmac('sha256', secret).update(payload).digest('base64')}.${payload}`;
}

/** What Salesforce says in a request of a canvas: who is at work, in whose Salesforce, and which contact is open. */
export interface CanvasContext {
  readonly algorithm: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly userId: string;
  readonly client: { readonly targetOrigin: string };
  readonly context: {
    readonly user: object;
    readonly organization: object;
    readonly environment: { readonly record: object; readonly parameters: Readonly<Record<string, unknown>> };
  };
}

/** A good one, different each time, for a canvas that is shown at `origin`. */
export function canvasContext(origin: string, personId = '003xx000004TmiQAAS'): CanvasContext {
  return {
    algorithm: 'HMACSHA256',
    issuedAt: Date.now() - 1000,
    userId: '005xx000001SwiUAAS',
    client: { targetOrigin: origin },
    context: {
      user: { userId: '005xx000001SwiUAAS', language: 'en_GB' },
      organization: { organizationId: '00Dxx0000001gPLEAY' },
      environment: {
        record: { Id: personId },
        parameters: { roles: ['officer'], nonce: randomBytes(8).toString('hex') },
      },
    },
  };
}

/** An address at which a host publishes its keys. */
export interface KeySetServer {
  readonly url: string;
  /** How often it was read. */
  readonly reads: number;
  /** What it answers from now on. */
  publish(body: unknown, status?: number, headers?: Record<string, string>): void;
  close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startKeySet(...keys: readonly JsonWebKey[]): Promise<KeySetServer> {
  let answer = { body: JSON.stringify({ keys }), status: 200, headers: {} as Record<string, string> };
  let reads = 0;
  const server = createServer((_, response) => {
    reads += 1;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys.json`,
    get reads() {
      return reads;
    },
    publish(body, status = 200, headers = {}) {
      answer = { body: typeof body === 'string' ? body : JSON.stringify(body), status, headers };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
