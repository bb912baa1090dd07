import type { PersonKind, PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import { personKinds, wordOf } from './codes.js';
import { id, listOf, ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping, toldCode } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { dateOf, instantOf } from '../reading/times.js';

const allowed = z.object({
  id: ownId,
  title: text,
  /* The index says firstname where the person's own record says firstName. */
  firstname: text,
  firstName: text,
  middleName: text,
  surname: text,
  dateOfBirth: text,
  dateOfDeath: text,
  personTypes: listOf(text),
  tenures: listOf(z.object({ id })),
  lastModified: text,
});

type Row = z.output<typeof allowed>;

/** Persons of Hackney.Shared.HousingSearch → people. */
export const people: Mapping<Row> = {
  stream: 'persons',
  allowed,
  keyField: 'id',
  map: mapPerson,
  updatedAt: (row, about) => instantOf(row.lastModified, about.zone),
};

function mapPerson(row: Row, about: About): PersonRecord {
  const givenName = row.firstname ?? row.firstName;
  if (givenName === null && row.surname === null) throw new HeldRow('A person has neither a first name nor a surname.');
  const tenures = row.tenures.map((tenure) => tenure.id).filter((tenure) => tenure !== null);
  return {
    entity: 'person',
    reference: { id: row.id, allocatedBy: 'hackney/person' },
    otherReferences: [],
    fullName: [row.title, givenName, row.middleName, row.surname].filter((word) => word !== null).join(' '),
    title: row.title,
    givenName,
    familyName: row.surname,
    dateOfBirth: dateOf(row.dateOfBirth, about.zone),
    dateOfDeath: dateOf(row.dateOfDeath, about.zone),
    kinds: kindsOf(row, about),
    tenancyReferences: [...new Set(tenures)].map((tenure) => ({ id: tenure, allocatedBy: 'hackney/tenure' })),
  };
}

function kindsOf({ personTypes }: Row, about: About): readonly PersonKind[] {
  const kinds = new Set<PersonKind>();
  for (const type of personTypes) {
    if (type === null) continue;
    const kind = toldCode(about, 'persons.personTypes', type, meanings.personKinds) ?? personKinds.get(wordOf(type));
    if (kind === undefined) about.unknownCode('personTypes', type);
    kinds.add(kind ?? 'unknown');
  }
  return [...kinds];
}
