import { parse } from 'csv-parse/sync';

import type { ValueMapping } from '../contract.js';

import type { FilesConfig, StreamName } from './configuration.js';
import { fieldsOf } from './fields.js';
import { refused } from './parse-file.js';

/** Where each field that is taken stands, counted from 0, and the names of the columns that are left behind. */
export interface Layout {
  readonly at: ReadonlyMap<string, number>;
  readonly left: readonly string[];
}

/** A name of a column with its line breaks and runs of spaces made one space. */
export function nameOf(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim();
}

/**
 * Finds the columns of a file. Their order is always declared: by the header line that was agreed, which then must be
 * the file's own, or, of a file as we describe it, by the order in which we do. Columns that moved have taken their
 * values with them or have not, and nobody can tell which: such a file is refused. `row` is the one that names the
 * columns, null where none does. Throws `SourceProblem`.
 */
export function readLayout(
  stream: StreamName,
  row: readonly string[] | null,
  config: FilesConfig,
  mapping: ValueMapping,
): Layout {
  const path = config.files[stream];
  const agreed = config.headers[stream] === null ? null : namesOf(config.headers[stream], config.separator);
  const fields = Object.keys(fieldsOf[stream].shape);
  const renamed = mapping.columns?.[stream] ?? {};
  const isRenamed = Object.keys(renamed).length > 0;
  if (agreed === null && (isRenamed || row === null))
    throw refused(path, `has columns of its own, and their order was not agreed. Set ${stream}Header`);
  const names = row?.map(nameOf) ?? agreed ?? [];
  if (agreed !== null && (names.length !== agreed.length || names.some((name, at) => name !== agreed[at])))
    throw refused(path, `has other columns, or in another order, than ${stream}Header says`);

  const at = new Map<string, number>();
  for (const field of fields) {
    const column = isRenamed ? renamed[field] : field;
    if (column === undefined) continue;
    const first = names.indexOf(nameOf(column));
    if (first < 0 && (isRenamed || field === 'id')) throw refused(path, `has no column for ${field}`);
    if (first < 0) continue;
    if (names.includes(nameOf(column), first + 1)) throw refused(path, `has two columns for ${field}`);
    at.set(field, first);
  }
  if (!at.has('id')) throw refused(path, 'has no column for id');
  const order = [...at.values()];
  const taken = new Set(order);
  if (agreed === null && order.some((place, index) => place < (order[index - 1] ?? -1)))
    throw refused(path, 'has its columns in another order than the one described');
  return { at, left: names.filter((_name, place) => !taken.has(place)) };
}

function namesOf(line: string, delimiter: string): readonly string[] {
  const [row = []] = parse(line, { delimiter, bom: true, relax_quotes: true }) as string[][];
  return row.map(nameOf);
}
