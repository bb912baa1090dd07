import { Fault } from './fault.js';

/** Milliseconds before an unanswered request is given up. */
const patience = 20_000;

/** An answer with its body read: parsed JSON, a picture as it came, or null where there is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Names this very content (`ETag`); null where it has no name. */
  readonly tag: string | null;
}

/**
 * One HTTP exchange, without cookies and without cache.
 * @throws {Fault} `network` when there is no answer, `timeout` after 20 seconds; an abort by the caller is `network` too,
 *   and reaches nobody, because its record is no longer on screen.
 */
export async function request(
  fetcher: typeof fetch,
  url: string,
  init: RequestInit & { readonly signal: AbortSignal | null },
): Promise<Answer> {
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetcher(url, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'strict-origin',
      signal: init.signal ? AbortSignal.any([init.signal, timeout]) : timeout,
    });
    const isPicture = response.headers.get('content-type')?.startsWith('image/');
    const body = isPicture ? await response.blob() : parsed(await response.text());
    return { status: response.status, body, tag: response.headers.get('etag') };
  } catch (cause) {
    throw new Fault(timeout.aborted ? 'timeout' : 'network', String(cause));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
