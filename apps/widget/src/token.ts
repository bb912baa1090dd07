import type { RecordKey } from '@doorstep/contracts/embed';
import { Fault } from './fault.js';

/** Why a token is asked for. */
export type AskReason = 'start' | 'context' | 'expiring' | 'rejected';

/** What the host is told when a token is needed. The token it returns must name this record. */
export interface TokenAsk {
  readonly reason: AskReason;
  readonly installation: string;
  readonly record: RecordKey;
  /** The same record as one string, `type:id`. */
  readonly recordKey: string;
  /** Aborts when the officer moves to another record. */
  readonly signal: AbortSignal;
}

/** The host's own function: returns a signed token, from its server. */
export type GetToken = (ask: TokenAsk) => string | Promise<string>;

/** Milliseconds that a host has to register its token function after the panel starts. */
const registrationTime = 10_000;

let ofThePage: GetToken | undefined;
const waiting = new Set<() => void>();

/** Keeps the token function of the page, as given by `Doorstep('token', fn)`. */
export function registerToken(getToken: GetToken): void {
  ofThePage = getToken;
  wakeWaiting();
}

/** Tells panels that wait for a token function to look again. */
export function wakeWaiting(): void {
  for (const wake of [...waiting]) wake();
}

/**
 * Asks the host for a token, and waits for the host to register its function if it has not yet.
 * @param own The function set on the element, which goes before that of the page.
 * @throws {Fault} `token_missing` when there is no function, or it throws, or gives no token.
 */
export async function askHost(own: () => GetToken | undefined, ask: TokenAsk): Promise<string> {
  const getToken = await firstOf(() => own() ?? ofThePage, ask.signal);
  let token: unknown;
  try {
    token = await getToken(ask);
  } catch (cause) {
    throw new Fault('token_missing', `The host's token function failed: ${String(cause)}`);
  }
  if (typeof token !== 'string' || token.trim() === '') throw new Fault('token_missing', 'The host gave no token.');
  return token.trim();
}

function firstOf(source: () => GetToken | undefined, signal: AbortSignal): Promise<GetToken> {
  const now = source();
  if (now) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      waiting.delete(look);
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      finish();
    };
    const look = () => {
      const found = source();
      if (found) settle(() => resolve(found));
    };
    const giveUp = () => settle(() => reject(new Fault('token_missing', 'No token function was registered.')));
    const timer = setTimeout(giveUp, registrationTime);
    waiting.add(look);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
