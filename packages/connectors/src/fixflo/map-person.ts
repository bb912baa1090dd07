import type { PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import { flag, id, ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './defaults.js';

const allowed = z.object({
  id: ownId,
  ExternalRef: id,
  Title: text,
  FirstName: text,
  Surname: text,
  CompanyName: text,
  DisplayName: text,
  IsDeleted: flag,
  UpdateDate: text,
});

type Row = z.output<typeof allowed>;

/** Tenants → people. Fixflo keeps no tenancies: who lives where is told by the issues alone. */
export const people: Mapping<Row> = {
  stream: 'tenants',
  allowed,
  keyField: 'id',
  map: mapPerson,
  updatedAt: (row, { zone }) => instantOf(row.UpdateDate, zone),
};

function mapPerson(row: Row): PersonRecord {
  const fullName = [row.FirstName, row.Surname].filter((part) => part !== null).join(' ');
  const name = fullName || row.CompanyName || row.DisplayName;
  if (name === null) throw new HeldRow('A tenant has no name.');
  return {
    entity: 'person',
    reference: { id: row.id, allocatedBy: 'fixflo/tenant' },
    otherReferences: row.ExternalRef === null ? [] : [{ id: row.ExternalRef, allocatedBy: 'fixflo/external-tenant' }],
    fullName: name,
    title: row.Title,
    givenName: row.FirstName,
    familyName: row.Surname,
    dateOfBirth: null,
    dateOfDeath: null,
    kinds: ['tenant'],
    tenancyReferences: [],
  };
}

/** Whether the host says that somebody is gone, and whether nothing of their name is left. */
export function goneness(row: unknown, about: Pick<About, 'values'>): 'here' | 'deleted' | 'erased' {
  const read = allowed.safeParse(row);
  if (!read.success || read.data.IsDeleted !== true) return 'here';
  const { FirstName, Surname, CompanyName, DisplayName } = read.data;
  const names = [FirstName, Surname, CompanyName, DisplayName].flatMap(
    (name) => name?.toLowerCase().split(/\s+/) ?? [],
  );
  return names.every((name) => meaningOf('tenants.erasedName', name, about) === 'erased') ? 'erased' : 'deleted';
}
