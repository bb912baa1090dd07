import type { TenancyRecord } from '@doorstep/domain';
import * as z from 'zod';

import { ownId } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { dateOf, instantOf, isActiveUntil } from '../reading/times.js';

import { alsoKnownAs, isYes, referenceTo, refuseMerged, sourceOf } from './codes.js';
import { cell, cells } from './columns.js';

const allowed = z.object({
  id: ownId,
  tenancyReference: cell,
  home: cell,
  type: cell,
  startDate: cell,
  endDate: cell,
  isMutualExchange: cell,
  successionDate: cell,
  evictionDate: cell,
  noticeServedDate: cell,
  parties: cells,
  state: cell,
  merged: cell,
  mergedInto: cell,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;

/** Accounts, or the landlord's own table of tenancies → tenancies. `peopleTable`: whom the lookups of parties lead to. */
export function tenancies(peopleTable: string): Mapping<Row> {
  return {
    stream: 'tenancies',
    allowed,
    keyField: 'id',
    map: (row, about) => mapTenancy(row, peopleTable, about),
    updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
  };
}

function mapTenancy(row: Row, peopleTable: string, about: About): TenancyRecord {
  refuseMerged(row.id, row.merged, row.mergedInto);
  const day = ({ value }: { readonly value: string | null }) => dateOf(value, about.zone);
  const isInUse = row.state.value === null || row.state.value === '0';
  return {
    entity: 'tenancy',
    reference: { id: row.id, allocatedBy: 'dataverse/tenancy' },
    otherReferences: alsoKnownAs(row.tenancyReference, 'dataverse/tenancy-number'),
    homeReference: referenceTo(row.home, 'dataverse/home'),
    typeCode: typeCodeOf(row, about),
    typeSource: sourceOf(row.type),
    startDate: day(row.startDate),
    endDate: day(row.endDate),
    isActive: isInUse && isActiveUntil(row.endDate.value, about),
    isMutualExchange: isYes(row.isMutualExchange) ?? false,
    successionDate: day(row.successionDate),
    evictionDate: day(row.evictionDate),
    noticeServedDate: day(row.noticeServedDate),
    /*
     * By their ids. A lookup shows a name too, but a name that changes leaves this row as it was, so it would grow stale.
     * Those who only live there point at the tenancy from their own side.
     */
    members: row.parties
      .filter(({ table }) => table === null || table === peopleTable)
      .map((party) => referenceTo(party, 'dataverse/person'))
      .filter((reference) => reference !== null)
      .map((reference) => ({ reference, fullName: reference.id, dateOfBirth: null, isResponsible: true })),
  };
}

/** The landlord's own codes go through where nobody has matched them to others. */
function typeCodeOf({ type }: Row, { values, unknownCode }: About): string | null {
  if (type.value === null) return null;
  const told = values.codes?.['tenancies.type'] ?? {};
  for (const key of [type.value, type.label]) if (key !== null && Object.hasOwn(told, key)) return told[key] ?? null;
  unknownCode('type', type.label ?? type.value);
  return type.value;
}
