import type { PersonKind, PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import { ownId } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { dateOf, instantOf } from '../reading/times.js';

import { alsoKnownAs, meaningOf, referenceTo, refuseMerged } from './codes.js';
import { cell, cells } from './columns.js';

const allowed = z.object({
  id: ownId,
  title: cell,
  givenName: cell,
  middleName: cell,
  familyName: cell,
  dateOfBirth: cell,
  dateOfDeath: cell,
  kind: cell,
  personReference: cell,
  tenancies: cells,
  merged: cell,
  mergedInto: cell,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;

const kinds: readonly PersonKind[] = [...meanings.personKinds, 'unknown'];

/** Contacts → people. `tenanciesTable`: a contact may belong to other kinds of account, and only this one is a tenancy. */
export function people(tenanciesTable: string): Mapping<Row> {
  return {
    stream: 'people',
    allowed,
    keyField: 'id',
    map: (row, about) => mapPerson(row, tenanciesTable, about),
    updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
  };
}

function mapPerson(row: Row, tenanciesTable: string, about: About): PersonRecord {
  refuseMerged(row.id, row.merged, row.mergedInto);
  /* A title may be a column of words or of codes. */
  const title = row.title.label ?? row.title.value;
  const names = [row.givenName.value, row.middleName.value, row.familyName.value].filter((name) => name !== null);
  if (names.length === 0) throw new HeldRow('A person has neither a first name nor a surname.');
  const kind = meaningOf('people.kind', row.kind, kinds, about);
  const tenancies = row.tenancies
    .filter(({ table }) => table === null || table === tenanciesTable)
    .map((tenancy) => referenceTo(tenancy, 'dataverse/tenancy'))
    .filter((tenancy) => tenancy !== null);
  return {
    entity: 'person',
    reference: { id: row.id, allocatedBy: 'dataverse/person' },
    otherReferences: alsoKnownAs(row.personReference, 'dataverse/person-number'),
    fullName: [title, ...names].filter((word) => word !== null).join(' '),
    title,
    givenName: row.givenName.value,
    familyName: row.familyName.value,
    dateOfBirth: dateOf(row.dateOfBirth.value, about.zone),
    dateOfDeath: dateOf(row.dateOfDeath.value, about.zone),
    kinds: row.kind.value === null ? [] : [kind ?? 'unknown'],
    tenancyReferences: tenancies.filter(({ id }, at) => tenancies.findIndex((one) => one.id === id) === at),
  };
}
