import { type ConnectorContext, type Message, SourceProblem } from '../contract.js';

import { endingFor } from './read-json.js';

/** Requests in the air at a time. */
const CONCURRENCY = 8;

/**
 * Reads named keys one by one, eight at a time, and answers in the order of the keys. A key that could not be read
 * yields a PROBLEM with that key and the rest go on; COMPLETE at the end means that every other key was answered for,
 * those without a record included. A key the host refuses (`no-permission`, `blocked-address`) would be refused every
 * time, so that ends the stream INCOMPLETE at once, with a PROBLEM without a key; so does calling it off.
 */
export async function* hydrateKeys(
  stream: string,
  keys: readonly string[],
  readKey: (key: string) => Promise<readonly Message[]>,
  context: ConnectorContext,
): AsyncGenerator<Message> {
  yield { type: 'STATUS', stream, status: 'STARTED' };
  const answers: Promise<{ readonly messages: readonly Message[] } | { readonly error: unknown }>[] = [];
  const waiting = [...new Set(keys)];
  const ask = (): void => {
    const key = waiting.shift();
    if (key === undefined) return;
    answers.push(
      readKey(key).then(
        (messages) => ({ messages }),
        (error: unknown) => (isOneKeys(error) ? { messages: [problemFor(stream, key, error)] } : { error }),
      ),
    );
  };
  while (answers.length < CONCURRENCY && waiting.length > 0) ask();
  for (let next = answers.shift(); next !== undefined; next = answers.shift()) {
    const answer = await next;
    if (context.signal.aborted) {
      /* Said aloud, lest the keys not reached pass for keys without a record. */
      const calledOff = new SourceProblem('unreachable', 'The reading was called off before every key was read.', true);
      yield* endingFor(calledOff, stream, context);
      return;
    }
    if ('error' in answer) {
      yield* endingFor(answer.error, stream, context);
      return;
    }
    ask();
    for (const message of answer.messages) yield message;
  }
  yield { type: 'STATUS', stream, status: 'COMPLETE' };
}

function isOneKeys(error: unknown): error is SourceProblem {
  return error instanceof SourceProblem && error.code !== 'no-permission' && error.code !== 'blocked-address';
}

function problemFor(stream: string, key: string, { code, message, retryable }: SourceProblem): Message {
  return { type: 'PROBLEM', stream, key, code, message, raw: null, retryable };
}
