import type { CheckResult, ConnectorContext, FetchedText } from '../contract.js';

import { readJson } from '../reading/read-json.js';
import { type Probe, runProbes } from '../reading/run-probes.js';

import type { HackneyConfig } from './configuration.js';
import { headersFor } from './get-json.js';

const FURTHEST_CLOCK_MINUTES = 5;

const passed = (detail: string) => ({ ok: true, detail });
const missed = (detail: string) => ({ ok: false, detail });

/**
 * Asks each list for one row, read-only, in the order in which things go wrong. After the first check that fails the
 * later ones are not asked and say so.
 */
export function check(config: HackneyConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  return runProbes(probesFor(config, context));
}

function probesFor(config: HackneyConfig, context: ConnectorContext): readonly Probe[] {
  const get = (url: string): Promise<FetchedText> => context.get({ url, headers: headersFor(config) });
  const search = (path: string, more = ''): string =>
    `${config.housingUrl}/api/v1/search/${path}?searchText=**&page=1&pageSize=1${more}`;
  let first: FetchedText | null = null;
  const firstAnswer = async (): Promise<FetchedText> => (first ??= await get(search('assets/all')));
  const readable = (
    things: string,
    isThem: (reply: unknown) => boolean,
    answer: () => Promise<FetchedText>,
  ): Probe['run'] => {
    return async () =>
      isThem(readJson(await answer()))
        ? passed(`The key may read ${things}.`)
        : missed(`The answer holds no ${things}.`);
  };
  const found = (field: string) => (reply: unknown) => {
    const results = isObject(reply) ? reply['results'] : null;
    return isObject(results) && Array.isArray(results[field]);
  };
  const tenures = search('tenures/all', '&sortBy=tenureStartDate&isDesc=false');
  const workOrders = `${config.repairsUrl}/api/v2/workOrders?PageNumber=1&PageSize=1&Sort=dateraised`;
  return [
    { name: 'Sign-in works', run: async () => keyAccepted(await firstAnswer()) },
    { name: 'Homes readable', right: 'read access to assets', run: readable('assets', found('assets'), firstAnswer) },
    {
      name: 'Tenancies readable',
      right: 'read access to tenures',
      run: readable('tenures', found('tenures'), () => get(tenures)),
    },
    {
      name: 'People readable',
      right: 'read access to persons',
      run: readable('persons', found('persons'), () => get(search('persons/all'))),
    },
    {
      name: 'Cases readable',
      right: 'read access to processes',
      run: readable('processes', found('processes'), () => get(search('processes'))),
    },
    {
      name: 'Repairs readable',
      right: 'read access to work orders in Repairs',
      run: readable('work orders', Array.isArray, () => get(workOrders)),
    },
    { name: 'Clocks agree', run: async () => clocksAgree(await firstAnswer(), context.now()) },
  ];
}

/** How many rows the housing search counts. Repairs does not say how many there are. */
export async function rowCount(config: HackneyConfig, context: ConnectorContext): Promise<number> {
  let all = 0;
  for (const path of ['assets/all', 'tenures/all', 'persons/all', 'processes']) {
    const url = `${config.housingUrl}/api/v1/search/${path}?searchText=**&page=1&pageSize=1`;
    const reply = readJson(await context.get({ url, headers: headersFor(config) }));
    all += Number((isObject(reply) ? reply['total'] : null) ?? 0);
  }
  return all;
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
