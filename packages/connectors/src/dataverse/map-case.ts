import type { CaseKind, CaseRecord, Reference } from '@doorstep/domain';
import * as z from 'zod';

import { ownId } from '../reading/fields.js';
import { type About, HeldRow, type Mapping, OutOfStream } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

import { referenceTo, refuseMerged, sourceOf } from './codes.js';
import { type Cell, cell, cells } from './columns.js';
import type { DataverseConfig } from './configuration.js';
import { isRepairType } from './map-repair.js';

const allowed = z.object({
  id: ownId,
  kind: cell,
  state: cell,
  status: cell,
  openedAt: cell,
  closedAt: cell,
  about: cells,
  merged: cell,
  mergedInto: cell,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;
type Tables = DataverseConfig['tables'];

/** Cases that are no repairs → cases. */
export function cases(tables: Tables): Mapping<Row> {
  return {
    stream: 'cases',
    allowed,
    keyField: 'id',
    map: (row, about) => mapCase(row, tables, about),
    updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
  };
}

function mapCase(row: Row, tables: Tables, about: About): CaseRecord {
  refuseMerged(row.id, row.merged, row.mergedInto);
  if (tables.cases === tables.repairs && isRepairType(row.kind, about)) throw new OutOfStream();
  const kindSource = sourceOf(row.kind);
  if (kindSource === null) throw new HeldRow('A case has no type, so nobody can tell what kind of case it is.');
  /* Zero is the active state. What cannot be read is open: an open complaint must never be missed. */
  const isOpen = row.state.value === null || row.state.value === '0';
  return {
    entity: 'case',
    reference: { id: row.id, allocatedBy: 'dataverse/case' },
    kind: kindOf(row.kind, about),
    kindSource,
    state: sourceOf(row.status) ?? sourceOf(row.state) ?? 'unknown',
    isOpen,
    openedAt: instantOf(row.openedAt.value, about.zone),
    closedAt: isOpen ? null : instantOf(row.closedAt.value, about.zone),
    relatedTo: row.about.map((one) => relatedTo(one, tables)).filter((one) => one !== null),
  };
}

function kindOf({ value, label }: Cell, { values, unknownCode }: About): CaseKind {
  for (const key of [value, label?.toLowerCase()]) {
    if (typeof key === 'string' && Object.hasOwn(values.cases, key)) return values.cases[key] ?? 'other';
  }
  unknownCode('kind', label ?? value ?? '');
  return 'other';
}

/** A lookup may lead to several tables; which one, Dataverse says beside it. */
export function relatedTo(one: Cell, tables: Tables): Reference | null {
  const systems: readonly (readonly [string, string])[] = [
    [tables.people, 'dataverse/person'],
    [tables.tenancies, 'dataverse/tenancy'],
    [tables.homes, 'dataverse/home'],
    [tables.repairs, 'dataverse/repair'],
  ];
  const allocatedBy = systems.find(([table]) => table !== '' && table === one.table)?.[1];
  return allocatedBy === undefined ? null : referenceTo(one, allocatedBy);
}
