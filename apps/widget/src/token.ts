import type { DoorstepGetToken, DoorstepTokenAsk } from './embed-types.js';
import { Fault } from './fault.js';

/** Why a token is asked for. */
export type AskReason = TokenAsk['reason'];
export type TokenAsk = DoorstepTokenAsk;
/** The host's own function: returns a signed token, from its server. */
export type GetToken = DoorstepGetToken;

/** Milliseconds that a host has to register its token function after the panel starts. */
const registrationTime = 10_000;

/** Milliseconds that the token function has to answer. */
const answerTime = 30_000;

/** Says that there is nobody to ask, so that asking again is of no use. */
export const noTokenFunction = 'No token function was registered.';

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
 * @throws {Fault} `network` when there is no connection; `token_missing` when there is no function, or it throws, gives no token, or takes over 30 seconds.
 */
export async function askHost(own: () => GetToken | undefined, ask: TokenAsk): Promise<string> {
  const getToken = await firstOf(() => own() ?? ofThePage, ask.signal);
  const token: unknown = await answerOf(getToken, ask);
  if (typeof token !== 'string' || token.trim() === '') throw noToken('The host gave no token.');
  return token.trim();
}

function answerOf(getToken: GetToken, ask: TokenAsk): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(noToken('The host gave no token in time.'));
    const timer = setTimeout(giveUp, answerTime);
    const asked = new Promise((answer) => answer(getToken(ask)));
    asked
      .then(resolve, () => reject(noToken('The token function of the host threw.')))
      .finally(() => clearTimeout(timer));
  });
}

/** Without a connection a host cannot give one: that is no sign that anybody was signed out. */
function noToken(message: string): Fault {
  return new Fault(navigator.onLine ? 'token_missing' : 'network', message);
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
    const giveUp = () => settle(() => reject(new Fault('token_missing', noTokenFunction)));
    const timer = setTimeout(giveUp, registrationTime);
    waiting.add(look);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
