import type { DataverseLandlord } from './landlord.js';
import type { Lookup, Row, Table, Value } from './table.js';

const LABEL = '@OData.Community.Display.V1.FormattedValue';
const TABLE = '@Microsoft.Dynamics.CRM.lookuplogicalname';

export function isLookup(value: Value | undefined): value is Lookup {
  return typeof value === 'object' && value !== null;
}

/** A row as the Web API writes it: the key always, the wanted columns, and labels where they were asked for. */
export function wireRow(
  row: Row,
  table: Table,
  select: readonly string[],
  hasLabels: boolean,
  landlord: DataverseLandlord,
): Record<string, unknown> {
  const { idColumn, labels = {} } = table.definition;
  const id = String(row[idColumn]);
  const wire: Record<string, unknown> = { '@odata.etag': `W/"${table.versionOf(id)}"` };
  for (const column of new Set([...select, idColumn])) {
    const value = row[column] ?? null;
    wire[column] = isLookup(value) ? value.id : value;
    if (!hasLabels || value === null) continue;
    const label = isLookup(value) ? nameOf(value, landlord) : (labels[column]?.[String(value)] ?? shownDate(value));
    if (label !== null) wire[column + LABEL] = label;
    if (isLookup(value)) wire[column + TABLE] = value.table;
  }
  return wire;
}

function nameOf({ table, id }: Lookup, landlord: DataverseLandlord): string | null {
  const { definition } = landlord.table(table);
  const name = landlord.table(table).get(id)?.[definition.nameColumn];
  return typeof name === 'string' ? name : null;
}

/** As a user of the United Kingdom sees it: `2026-11-25T12:00:00Z` beside `25/11/2026 12:00`. */
function shownDate(value: Value): string | null {
  const [, year, month, day, time = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(String(value)) ?? [];
  return year === undefined ? null : `${day}/${month}/${year} ${time}`.trim();
}
