import * as z from 'zod';

import { type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';
import { readJson } from '../reading/read-json.js';

import type { SalesforceConfig } from './configuration.js';

const granted = z.object({ access_token: z.string().min(1), instance_url: z.url() });

/** What sign-in gives: who we are, and where this organisation's data is asked for. */
export interface Session {
  readonly token: string;
  /** Without a slash at the end. */
  readonly instanceUrl: string;
}

const KEPT = 'salesforce session';

/**
 * The application's session (OAuth 2.0 client credentials), kept while the connection is open. Salesforce does not say
 * how long it lasts, so it is asked for anew when it is the one that was `refused`. Asked for once, however many wait.
 * Throws `SourceProblem`: `no-permission` where sign-in refuses the application, `not-as-declared` where it sends us
 * elsewhere.
 */
export async function sessionOf(
  config: SalesforceConfig,
  context: ConnectorContext,
  refused: Session | null = null,
): Promise<Session> {
  const kept = context.kept.get(KEPT) as Promise<Session> | undefined;
  if (kept !== undefined) {
    const session = await kept;
    if (session !== refused) return session;
    /* Whoever else was refused with it may have asked already. */
    if (context.kept.get(KEPT) !== kept) return sessionOf(config, context, refused);
  }
  const asked = signIn(config, context);
  context.kept.set(KEPT, asked);
  try {
    return await asked;
  } catch (error) {
    context.kept.delete(KEPT);
    throw error;
  }
}

/** Does `request` in a session, and once more in a new one where the answer is 401 (INVALID_SESSION_ID). */
export async function inSession(
  config: SalesforceConfig,
  context: ConnectorContext,
  request: (session: Session) => Promise<FetchedText>,
): Promise<FetchedText> {
  const session = await sessionOf(config, context);
  const answer = await request(session);
  if (answer.status !== 401) return answer;
  return request(await sessionOf(config, context, session));
}

async function signIn(
  { loginUrl, clientId, clientSecret }: SalesforceConfig,
  context: ConnectorContext,
): Promise<Session> {
  const answer = await context.send({
    method: 'POST',
    url: `${loginUrl}/services/oauth2/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  });
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    const message = `Salesforce refused the app (${answer.status}). Check its key and secret, that the client credentials flow is on, and that it runs as a user.`;
    throw new SourceProblem('no-permission', message, false);
  }
  const read = granted.safeParse(readJson(answer));
  if (!read.success) throw new SourceProblem('not-a-page', 'Salesforce sign-in answered without a session.', true);
  const instance = new URL(read.data.instance_url);
  if (!isTheirs(instance, new URL(loginUrl))) {
    const message =
      'Salesforce sign-in named an address that is not the organisation’s. It was not used. Write the My Domain address.';
    throw new SourceProblem('not-as-declared', message, false);
  }
  return { token: read.data.access_token, instanceUrl: instance.origin };
}

/** The address that was configured, or another of Salesforce's own where that is one of Salesforce's own too. */
function isTheirs(instance: URL, login: URL): boolean {
  if (instance.origin === login.origin) return true;
  const isSalesforce = ({ protocol, hostname, port }: URL) =>
    protocol === 'https:' && port === '' && hostname.endsWith('.salesforce.com');
  return isSalesforce(instance) && isSalesforce(login);
}
