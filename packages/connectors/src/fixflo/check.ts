import { type CheckResult, type ConnectorContext, SourceProblem } from '../contract.js';

import { apiUrl, getPage } from './ask.js';
import type { FixfloConfig } from './configuration.js';

const furthestClock = 5 * 60_000;

/** Asks each list for a page, read-only. After the first that fails the later ones are not asked and say so. */
export async function* check(config: FixfloConfig, context: ConnectorContext): AsyncGenerator<CheckResult> {
  const { webhookId } = config;
  const lists: readonly (readonly [name: string, things: string, url: string, page: 'page' | 'pg'])[] = [
    ['Homes readable', 'properties', apiUrl(config, 'Property/Search', { IsDeleted: 'false', pg: 1, pgsz: 1 }), 'pg'],
    ['People readable', 'tenants', apiUrl(config, 'Tenants', { pg: 1 }), 'pg'],
    ['Repairs readable', 'issues', apiUrl(config, 'Issues', { page: 1 }), 'page'],
    ...(webhookId === undefined
      ? []
      : ([
          [
            'Deliveries readable',
            'the log of deliveries',
            apiUrl(config, 'Webhook/Activity', { Id: webhookId, pg: 1 }),
            'pg',
          ],
        ] as const)),
  ];
  let failed = false;
  let clock: Date | null = null;
  for (const [name, things, url, page] of lists) {
    if (failed) {
      yield { name, ok: false, detail: 'Not checked.' };
      continue;
    }
    try {
      clock = (await getPage(url, page, config, context)).at;
      yield { name, ok: true, detail: `The token may read ${things}.` };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      failed = true;
      yield { name, ok: false, detail: error.message };
    }
  }
  if (webhookId === undefined)
    yield {
      name: 'Quiet changes',
      ok: true,
      detail: 'No webhook id is set, so a comment is only noticed when the status of its issue changes.',
    };
  const apart = Math.abs((clock ?? context.now()).getTime() - context.now().getTime());
  yield apart > furthestClock
    ? {
        name: 'Clocks agree',
        ok: false,
        detail: `The two clocks are ${Math.round(apart / 60_000)} minutes apart. Set both by a time server.`,
      }
    : {
        name: 'Clocks agree',
        ok: !failed,
        detail: failed ? 'Not checked.' : 'The two clocks are less than five minutes apart.',
      };
}
