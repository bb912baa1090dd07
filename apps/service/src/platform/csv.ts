import { stringify } from 'csv-stringify/sync';

type Row = readonly (string | null)[];

const manners = { escape_formulas: true, record_delimiter: 'windows' } as const;

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need to see that it is) under a line that names
 * the columns. A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function csvOf(columns: readonly string[], rows: readonly Row[]): string {
  return stringify([columns, ...rows], { ...manners, bom: true });
}

/** The same of rows that come page by page, however many there are. */
export async function* csvOfPages(
  columns: readonly string[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string> {
  yield csvOf(columns, []);
  for await (const rows of pages) yield stringify([...rows], manners);
}
