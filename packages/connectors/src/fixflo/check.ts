import type { CheckResult, ConnectorContext } from '../contract.js';
import { type Probe, runProbes } from '../reading/run-probes.js';

import { apiUrl, getPage } from './ask.js';
import type { FixfloConfig } from './configuration.js';

const furthestClock = 5 * 60_000;

/** Asks each list for a page, read-only. After the first that does not pass the later ones are not asked and say so. */
export async function* check(config: FixfloConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  const { webhookId } = config;
  let clock: Date | null = null;
  const list = (name: string, things: string, url: string, page: 'page' | 'pg'): Probe => ({
    name,
    right: `leave to read ${things}`,
    run: async () => {
      clock = (await getPage(url, page, config, context)).at;
      return { ok: true, detail: `The token may read ${things}.` };
    },
  });
  yield* runProbes([
    list(
      'Homes readable',
      'properties',
      apiUrl(config, 'Property/Search', { IsDeleted: 'false', pg: 1, pgsz: 1 }),
      'pg',
    ),
    list('People readable', 'tenants', apiUrl(config, 'Tenants', { pg: 1 }), 'pg'),
    list('Repairs readable', 'issues', apiUrl(config, 'Issues', { page: 1 }), 'page'),
    ...(webhookId === undefined
      ? []
      : [
          list(
            'Deliveries readable',
            'the log of deliveries',
            apiUrl(config, 'Webhook/Activity', { Id: webhookId, pg: 1 }),
            'pg',
          ),
        ]),
    { name: 'Clocks agree', run: async () => clocksAgree(clock ?? context.now(), context.now()) },
  ]);
  if (webhookId === undefined)
    yield {
      name: 'Quiet changes',
      ok: true,
      detail: 'No webhook id is set, so a comment is only noticed when the status of its issue changes.',
      look: true,
    };
}

function clocksAgree(theirs: Date, ours: Date): Pick<CheckResult, 'ok' | 'detail'> {
  const apart = Math.abs(theirs.getTime() - ours.getTime());
  return apart > furthestClock
    ? {
        ok: false,
        detail: `The two clocks are ${Math.round(apart / 60_000)} minutes apart. Set both by a time server.`,
      }
    : { ok: true, detail: 'The two clocks are less than five minutes apart.' };
}
