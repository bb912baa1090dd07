import { type CheckResult, type ConnectorContext, SourceProblem } from '../contract.js';

import type { Position, SqlViewConfig } from './configuration.js';
import { reachedBy, sqlOf } from './read-view.js';
import { unplacedQuery } from './select.js';
import type { View } from './view.js';
import { partyColumns, viewColumns } from './view-columns.js';

const FURTHEST_CLOCK_MINUTES = 5;

/** Looks at each view read-only. After the first check that fails the later ones are not made and say so. */
export async function* check(
  views: readonly View[],
  kind: Position,
  config: SqlViewConfig,
  context: ConnectorContext,
): AsyncGenerator<CheckResult> {
  const sql = sqlOf(context);
  const probes: readonly (readonly [string, () => Promise<Omit<CheckResult, 'name'>>])[] = [
    [kind === 'row_version' ? 'Row versions' : 'Clock', () => reachedWell(kind, config, context)],
    ...views.map((view) => [`View ${view.mapping.stream}`, () => viewWell(view, kind, config, context)] as const),
    [
      'View tenancy_parties',
      async () => {
        const [first] = views.filter(({ parties }) => parties !== undefined);
        const columns = first ? await partyColumns(first, config, sql) : [];
        return { ok: true, detail: `${columns.length} columns are read.` };
      },
    ],
  ];
  let hasFailed = false;
  for (const [name, probe] of probes) {
    if (hasFailed) {
      yield { name, ok: false, detail: 'Not checked.' };
      continue;
    }
    try {
      const finding = await probe();
      hasFailed = !finding.ok;
      yield { name, ...finding };
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      hasFailed = true;
      yield { name, ok: false, detail: error.message };
    }
  }
}

async function reachedWell(
  kind: Position,
  config: SqlViewConfig,
  context: ConnectorContext,
): Promise<Omit<CheckResult, 'name'>> {
  const reached = await reachedBy(kind, config, sqlOf(context));
  if (kind === 'row_version') return { ok: true, detail: 'The database says up to where every change is committed.' };
  const minutes = Math.round(Math.abs(Date.parse(reached) - context.now().getTime()) / 60_000);
  return minutes > FURTHEST_CLOCK_MINUTES
    ? { ok: false, detail: `The two clocks are ${minutes} minutes apart. Set both by a time server.` }
    : { ok: true, detail: 'The two clocks are less than five minutes apart.' };
}

async function viewWell(
  view: View,
  kind: Position,
  config: SqlViewConfig,
  context: ConnectorContext,
): Promise<Omit<CheckResult, 'name'>> {
  const sql = sqlOf(context);
  const { taken, missing, left } = await viewColumns(view, kind, config, sql);
  const name = `${config.schema}.${view.mapping.stream}`;
  const unplaced = await sql.rows(unplacedQuery(sql, name, kind));
  if (unplaced.length > 0) return { ok: false, detail: `A row of ${name} has no ${kind}. Every row needs one.` };
  const without = missing.length === 0 ? '' : ` It has no ${missing.join(', ')}.`;
  return { ok: true, detail: `${taken.length} columns are read, ${left} are left where they are.${without}` };
}
