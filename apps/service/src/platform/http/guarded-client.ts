import { lookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import { isIP } from 'node:net';
import {
  retryAfterSeconds,
  SourceProblem,
  type FetchedText,
  type FetchRequest,
  type GuardedGet,
  type GuardedSend,
  type SendRequest,
} from '@doorstep/connectors';
import { ExponentialBackoff, handleWhen, retry, wrap } from 'cockatiel';
import { Agent, request } from 'undici';
import { addressPolicy } from './address-policy.js';
import { inTurn, unhurried, type Pace } from './pace.js';

/** How long and how large one answer may be, and how often it is asked for again. */
export interface Limits {
  /** Without a byte. */
  readonly silenceMs: number;
  /** From the first word to the last. */
  readonly totalMs: number;
  readonly bytes: number;
  readonly attempts: number;
}

/** Far above any page that the published systems send. */
const generous: Limits = { silenceMs: 30_000, totalMs: 120_000, bytes: 25 * 1024 * 1024, attempts: 4 };

/**
 * A client for one connection that reaches public addresses only, and any private ones an administrator named.
 * The address that is checked is the address that is connected to, so a name cannot change its mind in between.
 * Redirects are not followed. Retries what may pass (network, 429, 5xx) with growing, jittered waits.
 * Plain http goes to addresses that were allowed by name alone.
 * `send` goes out once and answers whatever status came back, 429 and 5xx too: only its caller knows whether the same
 * may be said twice. Of what it throws, `retryable` says that nothing can have arrived.
 * `allowedAddresses` are CIDRs such as `10.20.0.0/16`. `pace` holds back a connection's requests and leaves a system
 * that keeps failing alone for a while; every client of one connection shares it. Throws `SourceProblem`.
 */
export function guardedClient(
  allowedAddresses: readonly string[],
  signal: AbortSignal,
  limits: Limits = generous,
  pace: Pace = unhurried,
): { get: GuardedGet; send: GuardedSend; close(): Promise<void> } {
  // Every request in flight listens to it, and many may be.
  setMaxListeners(0, signal);
  const isAllowed = addressPolicy(allowedAddresses);
  const agentFor = (isGood: (address: string) => boolean) =>
    new Agent({
      connections: 8,
      connect: {
        lookup: (hostname, options, done) => {
          lookup(hostname, { ...options, all: true }, (error, found) => {
            if (error) return done(error, '', 4);
            if (found.length === 0 || !found.every(({ address }) => isGood(address)))
              return done(Object.assign(new Error('blocked'), { code: 'EBLOCKED' }), '', 4);
            return options.all ? done(null, found as never) : done(null, found[0]!.address, found[0]!.family);
          });
        },
      },
    });
  const agent = agentFor((address) => isAllowed(address) !== undefined);
  // Without TLS a key is for anyone to read, so such an answer only comes from an address that was allowed by name.
  const privateAgent = agentFor((address) => isAllowed(address) === 'private');

  const once = async (
    { url, headers }: FetchRequest,
    sent: Pick<SendRequest, 'method' | 'body'> | null,
  ): Promise<FetchedText> => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const isPlain = target.protocol === 'http:';
    if (isIP(host) && isAllowed(host) === undefined) throw blocked(host);
    if (
      target.protocol !== 'https:' &&
      !(isPlain && allowedAddresses.length > 0 && !(isIP(host) && isAllowed(host) === 'public'))
    ) {
      throw new SourceProblem(
        'blocked-address',
        `The address must begin with https:// (it begins with ${target.protocol}//).`,
        false,
      );
    }
    // A drop at a time is not silence: the whole answer has its time as well.
    const within = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
    let answer: Awaited<ReturnType<typeof request>>;
    try {
      answer = await request(target, {
        dispatcher: isPlain ? privateAgent : agent,
        headers: { accept: 'application/json', 'user-agent': 'Doorstep', ...headers },
        ...sent,
        headersTimeout: limits.silenceMs,
        bodyTimeout: limits.silenceMs,
        signal: within,
      });
    } catch (error) {
      throw unreachable(error, target, sent !== null);
    }
    const body = await readBody(answer.body, target, limits.bytes, sent !== null);
    const flat = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    if (sent !== null) return { status: answer.statusCode, headers: flat, body };
    if (answer.statusCode === 429) throw new TryLater(target, retryAfterSeconds({ headers: flat }));
    if (answer.statusCode >= 500) {
      throw new SourceProblem(
        'unreachable',
        `${target.host} answered with an error (${answer.statusCode}). It may pass.`,
        true,
      );
    }
    return { status: answer.statusCode, headers: flat, body };
  };

  const patiently = wrap(
    retry(
      handleWhen((error) => error instanceof SourceProblem && error.retryable),
      { maxAttempts: limits.attempts, backoff: new ExponentialBackoff({ initialDelay: 250, maxDelay: 8_000 }) },
    ),
    pace.breaker,
  );
  const askPatiently = async (what: FetchRequest): Promise<FetchedText> => {
    try {
      return await once(what, null);
    } catch (error) {
      if (error instanceof TryLater) await waitFor(Math.min(error.retryAfterSeconds, 60), signal);
      throw error;
    }
  };
  return {
    get: (what) => inTurn(pace, signal, () => askPatiently(what), patiently),
    send: ({ method, body, ...what }) => inTurn(pace, signal, () => once(what, { method, body })),
    close: async () => {
      await Promise.all([agent.destroy(), privateAgent.destroy()]);
    },
  };
}

class TryLater extends SourceProblem {
  constructor(target: URL, seconds: number) {
    super('too-many-requests', `${target.host} asked us to slow down.`, true, { retryAfterSeconds: seconds });
  }
}

async function readBody(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  target: URL,
  most: number,
  isSent: boolean,
): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      size += part.length;
      if (size > most) {
        body.destroy();
        throw new SourceProblem('not-a-page', `${target.host} sent an answer over ${most / 1024 / 1024} MB.`, false);
      }
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof SourceProblem) throw error;
    throw new SourceProblem('truncated', `${target.host} broke off in the middle of an answer.`, !isSent);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Failures of making the connection: nothing was said yet. */
const beforeAnyWord = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function unreachable(error: unknown, target: URL, isSent: boolean): Error {
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code ?? '';
  if (code === 'EBLOCKED') return blocked(target.hostname);
  if ((error as Error).name === 'AbortError') return error as Error;
  const why: Record<string, string> = {
    ENOTFOUND: 'its name is not known. Check the address',
    ECONNREFUSED: 'nothing answers there. Check the address and the port',
    CERT_HAS_EXPIRED: 'its certificate has expired. Ask its administrator to renew it',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not known here',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without those that vouch for it',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate belongs to another address',
  };
  return new SourceProblem(
    'unreachable',
    `${target.host} cannot be reached: ${why[code] ?? 'the connection failed or took too long'}.`,
    !isSent || beforeAnyWord.has(code),
  );
}

function blocked(host: string): SourceProblem {
  return new SourceProblem(
    'blocked-address',
    `${host} is a private address. If that is where your system lives, allow its address for this connection. On the command line, for instance: --allow-address ${isIP(host) ? host : '10.0.0.0'}/32.`,
    false,
  );
}

function waitFor(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, seconds * 1000);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
