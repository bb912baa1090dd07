import type { ValueMapping } from '../contract.js';

import { salesforceDefaults } from './defaults.js';
import { fieldPath } from './soql.js';

/** Our field → the fields of the object it is taken from, in order. Most have one. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/**
 * The fields this landlord keeps a stream's records in. Several, parted by commas, where ours is a list.
 * Throws `SourceProblem` `not-as-declared` for what is no name of a field, and for those that are never taken.
 */
export function columnsOf(stream: string, { columns }: ValueMapping): Columns {
  const named = columns?.[stream] ?? salesforceDefaults.columns?.[stream] ?? {};
  const taken: Record<string, readonly string[]> = {};
  for (const [ours, theirs] of Object.entries(named)) {
    const paths = theirs
      .split(',')
      .map((path) => path.trim())
      .filter((path) => path !== '');
    if (paths.length > 0) taken[ours] = paths.map(fieldPath);
  }
  return taken;
}

/** What every query asks for besides the landlord's fields. */
export const ALWAYS: readonly string[] = ['Id', 'IsDeleted', 'SystemModstamp'];

/** What is asked for of every row, each once. */
export function selectOf(columns: Columns): readonly string[] {
  return [...new Set([...ALWAYS, ...Object.values(columns).flat()])];
}

/** A row of the object under our names, and nothing else of it. `lists` are the fields with several. */
export function picked(row: unknown, columns: Columns, lists: readonly string[]): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const taken: Record<string, unknown> = { id: valueAt(row, 'Id') };
  for (const [field, paths] of Object.entries(columns)) {
    taken[field] = lists.includes(field) ? paths.map((path) => valueAt(row, path)) : valueAt(row, paths[0] ?? '');
  }
  return taken;
}

/** The value at a path; a lookup that leads nowhere is null. */
export function valueAt(row: unknown, path: string): unknown {
  let value = row;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/** The fields of rows that nobody asked for, each once. What is nested is not looked at. */
export function fieldsLeft(rows: readonly unknown[], select: readonly string[]): readonly string[] {
  const taken = new Set(['attributes', ...select.map((path) => path.split('.')[0])]);
  const left = new Set<string>();
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    for (const name in row) if (!taken.has(name)) left.add(name);
  }
  return [...left];
}
