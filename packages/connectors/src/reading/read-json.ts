import { type ConnectorContext, type FetchedText, type Message, SourceProblem } from '../contract.js';

import { retryAfterSeconds } from './retry-after.js';

/**
 * The JSON of an answer with status 200.
 * Throws `SourceProblem`: `no-permission` (401, 403), `too-many-requests` (429, with what it asks us to wait),
 * `unreachable` (5xx), `not-a-page` (any other status), `truncated`, `not-json`.
 */
export function readJson(answer: FetchedText): unknown {
  const { status, body } = answer;
  if (status === 401 || status === 403) {
    const message = `The housing system refused the key or the user (${status}). Ask its administrator for read access.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 429) {
    const message = 'The housing system asks for fewer requests (429).';
    throw new SourceProblem('too-many-requests', message, true, { retryAfterSeconds: retryAfterSeconds(answer) });
  }
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
    const { code, message, retryable, retryAfterSeconds: seconds } = error;
    const wait = seconds > 0 ? { retryAfterSeconds: seconds } : {};
    return [{ type: 'PROBLEM', stream, key: null, code, message, raw: null, retryable, ...wait }, incomplete];
  }
  if (signal.aborted) return [incomplete];
  throw error;
}
