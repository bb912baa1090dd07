import { type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';

import type { HackneyConfig } from './configuration.js';
import { headersFor } from './get-json.js';

/**
 * Sends JSON once and reads the answer as JSON.
 * Throws `SourceProblem`, with `mayHaveArrived` wherever the host may have kept it all the same.
 */
export async function postJson(
  url: string,
  body: object,
  config: HackneyConfig,
  { send }: ConnectorContext,
): Promise<unknown> {
  const headers = { ...headersFor(config), 'content-type': 'application/json' };
  let answer: FetchedText;
  try {
    answer = await send({ method: 'POST', url, headers, body: JSON.stringify(body) });
  } catch (error) {
    throw error instanceof SourceProblem ? ofSending(error) : error;
  }
  refuseUnlessTaken(answer);
  try {
    return JSON.parse(answer.body);
  } catch {
    throw unreadReceipt();
  }
}

/** It was taken, but what the host calls it could not be read: another try looks for it. */
export function unreadReceipt(): SourceProblem {
  return new SourceProblem('not-json', 'The housing system took it and gave no number for it.', true, {
    mayHaveArrived: true,
  });
}

/** The client calls only that retryable of which nothing can have arrived; here all is, because it is looked for. */
function ofSending({ code, message, retryable }: SourceProblem): SourceProblem {
  if (code === 'blocked-address') return new SourceProblem(code, message, false);
  return new SourceProblem(code, message, true, { mayHaveArrived: !retryable });
}

function refuseUnlessTaken({ status, headers }: FetchedText): void {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) {
    const message = `The housing system refused the key or the user (${status}). Ask its administrator for the right to write.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (status === 429) {
    const retryAfterSeconds = secondsToWait(headers);
    const message = 'The housing system asks for fewer requests (429).';
    throw new SourceProblem('too-many-requests', message, true, { retryAfterSeconds });
  }
  if (status >= 500 || status === 408) {
    const message = `The housing system answered with an error (${status}).`;
    throw new SourceProblem('unreachable', message, true, { mayHaveArrived: true });
  }
  throw new SourceProblem('refused', `The housing system would not take it (${status}).`, false);
}

/** Whole seconds; a date is not worth its clock here, and the next try waits longer anyway. */
function secondsToWait(headers: Readonly<Record<string, string>>): number {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0;
}
