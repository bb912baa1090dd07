import type { ConnectorContext } from '../contract.js';
import { readJson } from '../reading/read-json.js';

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

export function headersFor({ apiKey, userToken }: HackneyConfig): Readonly<Record<string, string>> {
  const headers = { accept: 'application/json', 'x-api-key': apiKey };
  return userToken === null
    ? headers
    : { ...headers, 'x-hackney-user': userToken, authorization: `Bearer ${userToken}` };
}
