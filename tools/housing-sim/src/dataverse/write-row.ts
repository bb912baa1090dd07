import type { DataverseLandlord } from './landlord.js';
import { ODataError } from './odata-error.js';
import type { Row, Table, Value } from './table.js';

/**
 * Creates a row under an id that its sender chose (`PATCH` with `If-None-Match: *`). A lookup is bound by the name of
 * its navigation property: `objectid_contact@odata.bind`, `regardingobjectid_account_task@odata.bind`, `hsg_Home@odata.bind`.
 * Throws `ODataError`.
 */
export function createRow(
  table: Table,
  id: string,
  body: Readonly<Record<string, unknown>>,
  landlord: DataverseLandlord,
): Row {
  const { logicalName } = table.definition;
  const columns: Record<string, Value> = {};
  for (const [name, value] of Object.entries(body)) {
    const [, property] = /^(\w+)@odata\.bind$/.exec(name) ?? [];
    const column = property === undefined ? name : lookupColumn(table, property);
    if (column === null || !table.has(column))
      throw new ODataError(400, '0x80048d19', `An undeclared property '${name}' was found.`);
    columns[column] = property === undefined ? (value as Value) : targetOf(String(value), landlord);
  }
  if (logicalName === 'incident' && columns['_customerid_value'] === undefined)
    throw new ODataError(400, '0x80040200', 'You should specify a parent contact or account.');
  const now = new Date().toISOString();
  const number = `CAS-${String(90_000 + table.all().length)}-${id.slice(0, 6).toUpperCase()}`;
  return table.put(id, {
    createdon: now,
    modifiedon: now,
    ...(logicalName === 'annotation' ? {} : { statecode: 0, statuscode: 1 }),
    ...(logicalName === 'incident' ? { ticketnumber: number } : {}),
    ...columns,
  });
}

/** A lookup that may lead to several tables has a property for each: `<lookup>_<table>`, of activities `<lookup>_<table>_task`. */
function lookupColumn(table: Table, property: string): string | null {
  const name = property.toLowerCase();
  const candidates = table.definition.columns.filter((column) => /^_.*_value$/.test(column));
  return (
    candidates.find((column) => column === `_${name}_value`) ??
    candidates.find((column) => name.startsWith(`${column.slice(1, -'_value'.length)}_`)) ??
    null
  );
}

function targetOf(path: string, landlord: DataverseLandlord): Value {
  const [, entitySet = '', id = ''] = /^\/(\w+)\(([0-9a-f-]+)\)$/.exec(path) ?? [];
  const found = landlord.tables().find(({ definition }) => definition.entitySet === entitySet);
  if (found?.get(id) === undefined)
    throw new ODataError(404, '0x80040217', `${entitySet} With Id = ${id} Does Not Exist`);
  return { table: found.definition.logicalName, id };
}
