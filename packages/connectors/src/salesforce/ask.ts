import * as z from 'zod';

import { type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';
import { ownLink } from '../reading/own-link.js';
import { readJson } from '../reading/read-json.js';
import { retryAfterSeconds } from '../reading/retry-after.js';

import type { SalesforceConfig } from './configuration.js';
import { inSession, type Session } from './session.js';

/** Salesforce counts requests over 24 hours and does not say when the count falls. */
const LATER = { retryAfterSeconds: 3600 } as const;
const SPENT = 'salesforce requests spent';

/**
 * Throws `SourceProblem` `too-many-requests` where the last answer said that the landlord's share of the day's requests
 * is spent. Reading stops then; what has to be written still goes out.
 */
export function stopWhenSpent({ kept }: ConnectorContext): void {
  const spent = kept.get(SPENT);
  if (typeof spent !== 'string') return;
  /* Once: the next try asks again, since only an answer tells when there is room. */
  kept.delete(SPENT);
  throw new SourceProblem('too-many-requests', spent, true, LATER);
}

/** Asks one query, deleted rows among the answers (queryAll). Throws `SourceProblem`. */
export function askQuery(soql: string, config: SalesforceConfig, context: ConnectorContext): Promise<FetchedText> {
  const path = `/services/data/${config.apiVersion}/queryAll?q=${encodeURIComponent(soql)}`;
  return ask(({ instanceUrl }) => instanceUrl + path, config, context);
}

/** Asks what fields an object has that the user may see. `object` is an API name. Throws as `askQuery`. */
export function askDescribe(object: string, config: SalesforceConfig, context: ConnectorContext): Promise<FetchedText> {
  return ask(
    ({ instanceUrl }) => `${instanceUrl}/services/data/${config.apiVersion}/sobjects/${object}/describe`,
    config,
    context,
  );
}

/** Asks for what follows: the link as Salesforce gave it, and only where the session is. Throws as `askQuery`. */
export function askMore(next: string, config: SalesforceConfig, context: ConnectorContext): Promise<FetchedText> {
  const follow = ({ instanceUrl }: Session) =>
    ownLink(URL.canParse(next, instanceUrl) ? new URL(next, instanceUrl).href : null, instanceUrl);
  return ask(follow, config, context);
}

async function ask(
  urlIn: (session: Session) => string,
  config: SalesforceConfig,
  context: ConnectorContext,
): Promise<FetchedText> {
  const answer = await inSession(config, context, (session) =>
    context.get({
      url: urlIn(session),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${session.token}`,
        'sforce-query-options': `batchSize=${config.pageSize}`,
      },
    }),
  );
  const usage = /(?:^|[\s;,])api-usage=(\d+)\/(\d+)/.exec(answer.headers['sforce-limit-info'] ?? '');
  const [used, allowed] = [Number(usage?.[1]), Number(usage?.[2])];
  if (allowed > 0 && used >= (allowed * config.dailyShare) / 100) {
    const message = `Salesforce has answered ${used} of the ${allowed} requests it allows in 24 hours. Reading stopped at ${config.dailyShare} %, so that other systems can go on.`;
    context.kept.set(SPENT, message);
  }
  return answer;
}

/** The JSON of an answer with status 200, as `readJson`; what Salesforce says of a request is told by its code. */
export function readAnswer(answer: FetchedText): unknown {
  const { status } = answer;
  if (status === 200 || status === 401) return readJson(answer);
  const code = errorCodeOf(answer);
  if (status === 503 || code === 'REQUEST_LIMIT_EXCEEDED') throw tooMany(answer);
  if (status === 403) {
    const message = `Salesforce refused the user that the app runs as (403${told(code)}). Give it read access to the object.`;
    throw new SourceProblem('no-permission', message, false);
  }
  if (code === 'INVALID_QUERY_LOCATOR')
    throw new SourceProblem('unreachable', 'Salesforce no longer holds the list that was being read.', true);
  if (status === 400 || status === 404) {
    const message = `Salesforce does not know the object or one of the fields that the mapping names, or the user may not see it (${status}${told(code)}).`;
    throw new SourceProblem('not-as-declared', message, false);
  }
  return readJson(answer);
}

/** Salesforce is full for now, or the day's requests are used up. */
export function tooMany(answer: FetchedText): SourceProblem {
  const asked = retryAfterSeconds(answer);
  const isDay = errorCodeOf(answer) === 'REQUEST_LIMIT_EXCEEDED';
  const message = isDay
    ? 'Salesforce has answered all requests that it allows in 24 hours.'
    : `Salesforce asks for fewer requests (${answer.status}).`;
  const wait = asked === 0 && isDay ? LATER : { retryAfterSeconds: asked };
  return new SourceProblem('too-many-requests', message, true, wait);
}

const errors = z.array(z.object({ errorCode: z.string().regex(/^[A-Z][A-Z_]{2,60}$/) }));

/** Its text may hold values; its code does not. Null: there is none. */
export function errorCodeOf({ body }: FetchedText): string | null {
  try {
    return errors.parse(JSON.parse(body))[0]?.errorCode ?? null;
  } catch {
    return null;
  }
}

/** A code, as it stands in a sentence. */
export function told(code: string | null): string {
  return code === null ? '' : `, ${code}`;
}
