import * as z from 'zod';

import { type ConnectorContext, SourceProblem } from '../contract.js';
import { readJson } from '../reading/read-json.js';

import type { DataverseConfig } from './configuration.js';

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });

interface Kept {
  /** Milliseconds since 1970, by `context.now`. */
  readonly until: number;
  readonly token: Promise<string>;
}

const KEPT = 'dataverse access token';
/** A token is changed so long before its end, lest it end on the way, milliseconds. */
const EARLIER = 5 * 60_000;

/**
 * The access token of the application (OAuth 2.0 client credentials), kept while the connection is open and asked for
 * anew before it ends, or when it is the one that was `refused`. Asked for once, however many wait for it.
 * Throws `SourceProblem`: `no-permission` where sign-in refuses the application.
 */
export async function accessToken(
  config: DataverseConfig,
  context: ConnectorContext,
  refused: string | null = null,
): Promise<string> {
  const kept = context.kept.get(KEPT) as Kept | undefined;
  if (kept !== undefined && kept.until > context.now().getTime()) {
    const token = await kept.token;
    if (token !== refused) return token;
    /* Whoever else was refused with it may have asked already. */
    if (context.kept.get(KEPT) !== kept) return accessToken(config, context, refused);
  }
  const asked = signIn(config, context);
  const asking: Kept = { until: Number.POSITIVE_INFINITY, token: asked.then(({ token }) => token) };
  context.kept.set(KEPT, asking);
  try {
    const { token, until } = await asked;
    context.kept.set(KEPT, { until, token: asking.token });
    return token;
  } catch (error) {
    asking.token.catch(() => undefined);
    context.kept.delete(KEPT);
    throw error;
  }
}

async function signIn(
  { signInUrl, directoryId, clientId, clientSecret, environmentUrl }: DataverseConfig,
  context: ConnectorContext,
): Promise<{ readonly token: string; readonly until: number }> {
  const answer = await context.send({
    method: 'POST',
    url: `${signInUrl}/${encodeURIComponent(directoryId)}/oauth2/v2.0/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${new URL(environmentUrl).origin}/.default`,
      grant_type: 'client_credentials',
    }).toString(),
  });
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    const message = `Microsoft sign-in refused the application (${answer.status}). Check the directory, the client id, and whether the client secret has ended.`;
    throw new SourceProblem('no-permission', message, false);
  }
  const read = granted.safeParse(readJson(answer));
  if (!read.success) throw new SourceProblem('not-a-page', 'Microsoft sign-in answered without a token.', true);
  const lifetime = read.data.expires_in * 1000;
  return {
    token: read.data.access_token,
    until: context.now().getTime() + Math.max(lifetime - EARLIER, lifetime / 2),
  };
}
