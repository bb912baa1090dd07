import { type ConnectorContext, type FetchedText, type Message, SourceProblem } from '../contract.js';

import type { HackneyConfig } from './configuration.js';

/**
 * Fetches one address and reads the answer as JSON. `null` when the host says there is nothing (404) and
 * `absence` is `none`.
 * Throws `SourceProblem`: `no-permission` (401, 403), `too-many-requests` (429), `unreachable` (5xx), `not-a-page`
 * (any other status), `truncated`, `not-json`, and whatever the client throws.
 */
export async function getJson(
  url: string,
  config: HackneyConfig,
  context: ConnectorContext,
  absence: 'none' | 'fault' = 'fault',
): Promise<unknown> {
  const answer = await context.get({ url, headers: headersFor(config) });
  if (answer.status === 404 && absence === 'none') return null;
  return readJson(answer);
}

/** Asks for the page after this one while this one is taken apart. What goes wrong is thrown where it is waited for. */
export function getAhead(url: string, config: HackneyConfig, context: ConnectorContext): Promise<unknown> {
  const answer = getJson(url, config, context);
  answer.catch(() => undefined);
  return answer;
}

export function headersFor({ apiKey, userToken }: HackneyConfig): Readonly<Record<string, string>> {
  const headers = { accept: 'application/json', 'x-api-key': apiKey };
  return userToken === null
    ? headers
    : { ...headers, 'x-hackney-user': userToken, authorization: `Bearer ${userToken}` };
}

/** Throws `SourceProblem`, as `getJson`. */
export function readJson({ status, body }: FetchedText): unknown {
  if (status === 401 || status === 403) {
    const message = `The housing system refused the key or the user (${status}). Ask its administrator for read access.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 429)
    throw new SourceProblem('too-many-requests', 'The housing system asks for fewer requests (429).', true);
  if (status >= 500)
    throw new SourceProblem('unreachable', `The housing system answered with an error (${status}).`, true);
  if (status !== 200)
    throw new SourceProblem('not-a-page', `The housing system answered ${status} instead of 200.`, false);
  try {
    return JSON.parse(body);
  } catch {
    throw isCutShort(body)
      ? new SourceProblem('truncated', 'The answer stops before its end.', true)
      : new SourceProblem('not-json', 'The answer is not JSON. A sign-in or error page also looks like this.', true);
  }
}

/** Whether text that is not JSON starts as JSON and ends with brackets or a string still open, or is empty. */
function isCutShort(body: string): boolean {
  const start = body.trimStart();
  if (start === '') return true;
  if (!/^[[{]/.test(start)) return false;
  const open: string[] = [];
  let inString = false;
  for (let at = 0; at < start.length; at++) {
    const char = start[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') open.push(char);
    else if ((char === '}' || char === ']') && open.pop() !== (char === '}' ? '{' : '[')) return false;
  }
  return inString || open.length > 0;
}

/**
 * How a stream ends when the source could not be read: the page's PROBLEM and STATUS INCOMPLETE. A read that was
 * called off ends INCOMPLETE without a problem. Throws again what is neither.
 */
export function endingFor(error: unknown, stream: string, { signal }: ConnectorContext): readonly Message[] {
  const incomplete: Message = { type: 'STATUS', stream, status: 'INCOMPLETE' };
  if (error instanceof SourceProblem) {
    const { code, message, retryable } = error;
    return [{ type: 'PROBLEM', stream, key: null, code, message, raw: null, retryable }, incomplete];
  }
  if (signal.aborted) return [incomplete];
  throw error;
}
