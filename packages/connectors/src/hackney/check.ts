import { type CheckResult, type ConnectorContext, type FetchedText, SourceProblem } from '../contract.js';

import { readJson } from '../reading/read-json.js';

import type { HackneyConfig } from './configuration.js';
import { headersFor } from './get-json.js';

const FURTHEST_CLOCK_MINUTES = 5;

/** What one request found out. A `SourceProblem` thrown instead is a failure too. */
type Probe = () => Promise<Omit<CheckResult, 'name'>>;

const passed = (detail: string) => ({ ok: true, detail });
const missed = (detail: string) => ({ ok: false, detail });

/**
 * Asks each list for one row, read-only, in the order in which things go wrong. After the first check that fails the
 * later ones are not asked and say so.
 */
export async function* check(config: HackneyConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  let failed = false;
  for (const [name, probe] of probesFor(config, context)) {
    if (failed) {
      yield { name, ok: false, detail: 'Not checked.' };
      continue;
    }
    try {
      const finding = await probe();
      failed = !finding.ok;
      yield { name, ...finding };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      failed = true;
      yield { name, ok: false, detail: error.message };
    }
  }
}

function probesFor(config: HackneyConfig, context: ConnectorContext): readonly (readonly [string, Probe])[] {
  const get = (url: string): Promise<FetchedText> => context.get({ url, headers: headersFor(config) });
  const search = (path: string, more = ''): string =>
    `${config.housingUrl}/api/v1/search/${path}?searchText=**&page=1&pageSize=1${more}`;
  let first: FetchedText | null = null;
  const firstAnswer = async (): Promise<FetchedText> => (first ??= await get(search('assets/all')));
  const readable = (things: string, isThem: (reply: unknown) => boolean, answer: () => Promise<FetchedText>): Probe => {
    return async () =>
      isThem(readJson(await answer()))
        ? passed(`The key may read ${things}.`)
        : missed(`The answer holds no ${things}.`);
  };
  const found = (field: string) => (reply: unknown) => {
    const results = isObject(reply) ? reply['results'] : null;
    return isObject(results) && Array.isArray(results[field]);
  };
  return [
    ['Address answers', async () => passed(`The address answers (${(await firstAnswer()).status}).`)],
    ['Key accepted', async () => keyAccepted(await firstAnswer())],
    ['Homes readable', readable('assets', found('assets'), firstAnswer)],
    [
      'Tenancies readable',
      readable('tenures', found('tenures'), () => get(search('tenures/all', '&sortBy=tenureStartDate&isDesc=false'))),
    ],
    ['People readable', readable('persons', found('persons'), () => get(search('persons/all')))],
    ['Cases readable', readable('processes', found('processes'), () => get(search('processes')))],
    [
      'Repairs readable',
      readable('work orders', Array.isArray, () =>
        get(`${config.repairsUrl}/api/v2/workOrders?PageNumber=1&PageSize=1&Sort=dateraised`),
      ),
    ],
    ['Clocks agree', async () => clocksAgree(await firstAnswer(), context.now())],
  ];
}

function keyAccepted({ status }: FetchedText): Omit<CheckResult, 'name'> {
  return status === 401 || status === 403
    ? missed(`The system refused the key (${status}). Ask its administrator for a key with read access.`)
    : passed('The key is accepted.');
}

function clocksAgree({ headers }: FetchedText, now: Date): Omit<CheckResult, 'name'> {
  const date = Object.entries(headers).find(([name]) => name.toLowerCase() === 'date')?.[1];
  const theirs = date === undefined ? NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return passed('The system does not tell its time, so the clocks could not be compared.');
  const minutes = Math.abs(theirs - now.getTime()) / 60_000;
  return minutes > FURTHEST_CLOCK_MINUTES
    ? missed(`The two clocks are ${Math.round(minutes)} minutes apart. Set both by a time server.`)
    : passed('The two clocks are less than five minutes apart.');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
