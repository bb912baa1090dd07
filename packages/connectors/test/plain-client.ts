import { type ConnectorContext, type FetchedText, type SendRequest, SourceProblem } from '../src/contract.js';
import { retryAfterSeconds } from '../src/reading/retry-after.js';

/**
 * Goes out to a simulator on loopback as the service's guarded client does, without its guards, patience and retries: a
 * fault shows at once.
 */
export const plainClient: Pick<ConnectorContext, 'get' | 'send'> = {
  get: async (request) => {
    const answer = await fetched(request.url, { headers: { accept: 'application/json', ...request.headers } });
    if (answer.status === 429) {
      throw new SourceProblem('too-many-requests', 'The system asked us to slow down.', true, {
        retryAfterSeconds: retryAfterSeconds(answer),
      });
    }
    if (answer.status >= 500) {
      throw new SourceProblem(
        'unreachable',
        `The system answered with an error (${answer.status}). It may pass.`,
        true,
      );
    }
    return answer;
  },
  send: ({ url, ...init }: SendRequest) => fetched(url, init),
};

async function fetched(url: string, init: RequestInit): Promise<FetchedText> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual' });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  } catch {
    throw new SourceProblem('unreachable', 'The system cannot be reached.', true);
  }
}
