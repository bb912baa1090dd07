import type { PhoneNumber, WordsMatched } from '@doorstep/contracts/embed';
import type { SaidKept, SaidOpened, SayRequest } from '@doorstep/contracts/http';
import { request } from '../request.js';

/** What came of asking the service something. */
export type Came<T> =
  | { readonly is: 'done'; readonly body: T }
  /** The link does not work, or its question has its answers. */
  | { readonly is: 'over' | 'full' | 'too-many' | 'no-answer' }
  | { readonly is: 'choose'; readonly offers: WordsMatched['offers'] }
  /** It was to be passed on and cannot be from here. */
  | { readonly is: 'cannot-pass'; readonly phones: readonly PhoneNumber[] };

/** What somebody with the link is asked. */
export function openLink(link: string): Promise<Came<SaidOpened>> {
  return ask('/said/v1/open', { link }, {});
}

/** Adds what was said; sent again with its key it is the same. */
export function sendWords(said: SayRequest, key: string): Promise<Came<SaidKept>> {
  return ask('/said/v1/words', said, { 'idempotency-key': key });
}

interface Refusal {
  readonly code?: string;
  readonly current?: { readonly offers?: WordsMatched['offers']; readonly phones?: readonly PhoneNumber[] } | null;
}

async function ask<T>(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Came<T>> {
  try {
    const answer = await request(fetch.bind(window), path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: new AbortController().signal,
    });
    if (answer.status < 300) return { is: 'done', body: answer.body as T };
    const { code, current } = (answer.body ?? {}) as Refusal;
    if (code === 'choose-route' && current?.offers) return { is: 'choose', offers: current.offers };
    if (code === 'link-over') return { is: 'over' };
    if (code === 'wonder-full') return { is: 'full' };
    if (code === 'too-many-said') return { is: 'too-many' };
    if (path.endsWith('/words') && [400, 503].includes(answer.status) && code !== undefined)
      return { is: 'cannot-pass', phones: current?.phones ?? [] };
  } catch {
    // No answer came: what was written stays on the page.
  }
  return { is: 'no-answer' };
}
