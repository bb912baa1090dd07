import * as z from 'zod';

import { SourceProblem, type ValueMapping } from '../contract.js';
import { text } from '../reading/fields.js';

import { dataverseDefaults } from './defaults.js';

const LABEL = '@OData.Community.Display.V1.FormattedValue';
const TABLE = '@Microsoft.Dynamics.CRM.lookuplogicalname';

/** Columns by their names that no mapping may name. The service looks at the values as well. */
const FORBIDDEN = /national_?insurance|(^|_)ni_?(no|num)|nino\b|bank|sort_?code|iban|visa|credit|tax_?id/i;

/** Our field → the columns it is taken from, in order. Most have one. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/**
 * The columns this landlord keeps a stream's fields in. Several, parted by commas, where a field is a list.
 * Throws `SourceProblem` `not-as-declared` for what is no name of a column, and for those that are never taken.
 */
export function columnsOf(stream: string, { columns }: ValueMapping): Columns {
  const taken: Record<string, readonly string[]> = {};
  const mapped = columns?.[stream] ?? dataverseDefaults.columns?.[stream] ?? {};
  for (const [field, named] of Object.entries(mapped)) {
    const names = named.split(',').map((name) => name.trim());
    if (names.join('') === '') continue;
    for (const name of names) {
      if (/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name) && !isForbidden(name)) continue;
      const message = `The mapping of ${stream} names a column for ${field} that is never taken, or that is no column.`;
      throw new SourceProblem('not-as-declared', message, false);
    }
    taken[field] = names;
  }
  return taken;
}

/** A column that is never taken, by its name. */
export function isForbidden(column: string): boolean {
  return FORBIDDEN.test(column);
}

/** What is asked for of every row: the key and the mapped columns, each once. */
export function selectOf(columns: Columns, idColumn: string): string {
  return [...new Set([idColumn, ...Object.values(columns).flat()])].join(',');
}

/** One value of a row: as it is kept, as it is shown, and, of a lookup, the table it leads to. */
export interface Cell {
  readonly value: string | null;
  readonly label: string | null;
  readonly table: string | null;
}

const empty: Cell = { value: null, label: null, table: null };
const filled = z.object({ value: text, label: text, table: text });

export const cell = filled.nullish().transform((one): Cell => one ?? empty);
export const cells = z
  .array(filled)
  .nullish()
  .transform((all): readonly Cell[] => all ?? []);

/** A row of the table under our names, and nothing else of it. `lists` are the fields with several columns. */
export function picked(row: unknown, columns: Columns, idColumn: string, lists: readonly string[]): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const found = row as Readonly<Record<string, unknown>>;
  const cellOf = (name: string) => ({ value: found[name], label: found[name + LABEL], table: found[name + TABLE] });
  const taken: Record<string, unknown> = { id: found[idColumn] };
  for (const [field, names] of Object.entries(columns)) {
    taken[field] = lists.includes(field) ? names.map(cellOf) : cellOf(names[0] ?? '');
  }
  return taken;
}

/** The columns of rows that were left behind, each once. Annotations belong to their columns. */
export function columnsLeft(rows: readonly unknown[], select: string): readonly string[] {
  const taken = new Set(select.split(','));
  const left = new Set<string>();
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    for (const name in row) if (!taken.has(name) && !name.includes('@')) left.add(name);
  }
  return [...left];
}
