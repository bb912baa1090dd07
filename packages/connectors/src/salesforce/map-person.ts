import type { PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import { listOf, ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { dateOf } from '../reading/times.js';

import { alsoKnownAs, meaningOf, referenceTo } from './codes.js';

const allowed = z.object({
  id: ownId,
  title: text,
  givenName: text,
  middleName: text,
  familyName: text,
  dateOfBirth: text,
  dateOfDeath: text,
  kind: text,
  personReference: text,
  tenancies: listOf(text),
});

type Row = z.output<typeof allowed>;

/** Contacts → people. */
export const people: Mapping<Row> = { stream: 'people', allowed, keyField: 'id', map: mapPerson };

function mapPerson(row: Row, about: About): PersonRecord {
  if (row.givenName === null && row.familyName === null)
    throw new HeldRow('A person has neither a first name nor a surname.');
  const tenancies = [...new Set(row.tenancies)].map((id) => referenceTo(id, 'salesforce/tenancy'));
  /* A multi-select picklist parts its values by semicolons. */
  const told = (row.kind ?? '')
    .split(';')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '');
  return {
    entity: 'person',
    reference: { id: row.id, allocatedBy: 'salesforce/person' },
    otherReferences: alsoKnownAs(row.personReference, 'salesforce/person-reference'),
    fullName: [row.title, row.givenName, row.middleName, row.familyName].filter((word) => word !== null).join(' '),
    title: row.title,
    givenName: row.givenName,
    familyName: row.familyName,
    dateOfBirth: dateOf(row.dateOfBirth, about.zone),
    dateOfDeath: dateOf(row.dateOfDeath, about.zone),
    kinds: [...new Set(told.map((kind) => meaningOf('people.kind', kind, meanings.personKinds, about) ?? 'unknown'))],
    tenancyReferences: tenancies.filter((one) => one !== null),
  };
}
