import { SourceProblem, type SqlPort } from '../contract.js';

import type { Position, SqlViewConfig } from './configuration.js';
import { columnsQuery } from './select.js';
import type { View } from './view.js';

export interface ViewColumns {
  /** What is asked for, in the names of the contract. */
  readonly taken: readonly string[];
  readonly missing: readonly string[];
  /** Columns that nobody asks for, and that never leave the database. */
  readonly left: readonly string[];
}

/**
 * The columns that a view really has, beside those that are taken of it.
 * Throws `SourceProblem` `not-as-declared` where the view or a column that is needed is not there.
 */
export async function viewColumns(
  view: View,
  position: Position,
  { schema }: SqlViewConfig,
  sql: SqlPort,
): Promise<ViewColumns> {
  const { stream } = view.mapping;
  const required = ['source_id', position, ...view.required];
  const found = await columnsOf(stream, schema, sql);
  demandColumns(`${schema}.${stream}`, required, found);
  const wanted = [...required, ...view.optional];
  const taken = wanted.filter((one) => found.has(one));
  return {
    taken,
    missing: wanted.filter((one) => !found.has(one)),
    left: [...found].filter((one) => !taken.includes(one)),
  };
}

/** The columns of `tenancy_parties` that a stream takes. Throws as `viewColumns`. */
export async function partyColumns(view: View, { schema }: SqlViewConfig, sql: SqlPort): Promise<readonly string[]> {
  const found = await columnsOf('tenancy_parties', schema, sql);
  demandColumns(`${schema}.tenancy_parties`, ['tenancy_id', 'person_id'], found);
  return (view.parties?.columns ?? []).filter((one) => found.has(one));
}

async function columnsOf(view: string, schema: string, sql: SqlPort): Promise<ReadonlySet<string>> {
  const rows = await sql.rows(columnsQuery(schema, view));
  return new Set(rows.map(({ name }) => String(name).toLowerCase()));
}

function demandColumns(view: string, required: readonly string[], found: ReadonlySet<string>): void {
  if (found.size === 0)
    throw new SourceProblem('not-as-declared', `There is no view ${view} that the user may read.`, false);
  const absent = required.filter((one) => !found.has(one));
  if (absent.length > 0)
    throw new SourceProblem('not-as-declared', `The view ${view} has no column ${absent.join(', ')}.`, false);
}
