import type { CheckResult, ConnectorContext } from '../contract.js';
import { type Finding, type Probe, runProbes } from '../reading/run-probes.js';

import type { Position, SqlViewConfig } from './configuration.js';
import { reachedBy, sqlOf } from './read-view.js';
import { unplacedQuery } from './select.js';
import type { View } from './view.js';
import { partyColumns, viewColumns } from './view-columns.js';

const FURTHEST_CLOCK_MINUTES = 5;

/** Looks at each view read-only. After the first check that fails the later ones are not made and say so. */
export function check(
  views: readonly View[],
  kind: Position,
  config: SqlViewConfig,
  context: ConnectorContext,
): AsyncGenerator<CheckResult> {
  const sql = sqlOf(context);
  const probes: readonly Probe[] = [
    { name: kind === 'row_version' ? 'Row versions' : 'Clock', run: () => reachedWell(kind, config, context) },
    ...views.map((view): Probe => {
      const name = `View ${view.mapping.stream}`;
      const right = `SELECT on the view ${config.schema}.${view.mapping.stream}`;
      return { name, right, run: () => viewWell(view, kind, config, context) };
    }),
    {
      name: 'View tenancy_parties',
      right: `SELECT on the view ${config.schema}.tenancy_parties`,
      run: async () => {
        const [first] = views.filter(({ parties }) => parties !== undefined);
        const columns = first ? await partyColumns(first, config, sql) : [];
        return { ok: true, detail: `${columns.length} columns are read.` };
      },
    },
  ];
  return runProbes(probes);
}

async function reachedWell(kind: Position, config: SqlViewConfig, context: ConnectorContext): Promise<Finding> {
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
): Promise<Finding> {
  const sql = sqlOf(context);
  const { taken, missing, left } = await viewColumns(view, kind, config, sql);
  const name = `${config.schema}.${view.mapping.stream}`;
  const unplaced = await sql.rows(unplacedQuery(sql, name, kind));
  if (unplaced.length > 0) return { ok: false, detail: `A row of ${name} has no ${kind}. Every row needs one.` };
  const without = missing.length === 0 ? '' : ` It has no ${missing.join(', ')}.`;
  return { ok: true, detail: `${taken.length} columns are read, ${left.length} are left where they are.${without}` };
}
