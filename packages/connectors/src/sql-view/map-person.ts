import type { PersonKind, PersonRecord } from '@doorstep/domain';
import * as z from 'zod';

import { id, listOf, ownId, text } from '../reading/fields.js';
import { type About, HeldRow } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { dateOf, instantOf } from '../reading/times.js';

import { meaningOf } from './codes.js';
import { defineView } from './view.js';

const allowed = z.object({
  source_id: ownId,
  changed_at: text,
  full_name: text,
  title: text,
  given_name: text,
  family_name: text,
  date_of_birth: text,
  date_of_death: text,
  kind: text,
  parties: listOf(z.object({ tenancy_id: id, role: text })),
});

type Row = z.output<typeof allowed>;

/** The view `people`, with the tenancies that `tenancy_parties` names for each. */
export const people = defineView<Row>({
  mapping: {
    stream: 'people',
    allowed,
    keyField: 'source_id',
    map: mapPerson,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['family_name'],
  optional: ['full_name', 'title', 'given_name', 'date_of_birth', 'date_of_death', 'kind'],
  parties: { by: 'person_id', columns: ['person_id', 'tenancy_id', 'role'] },
});

function mapPerson(row: Row, about: About): PersonRecord {
  const names = [row.title, row.given_name, row.family_name].filter((word) => word !== null);
  if (row.full_name === null && row.given_name === null && row.family_name === null)
    throw new HeldRow('A person has neither a first name nor a surname.');
  const said = [row.kind, ...row.parties.map(({ role }) => role)].filter((kind) => kind !== null);
  const found = said.map(
    (kind): PersonKind => meaningOf(about, 'people.kind', kind, meanings.personKinds) ?? 'unknown',
  );
  const tenancies = row.parties.map(({ tenancy_id: tenancy }) => tenancy).filter((tenancy) => tenancy !== null);
  return {
    entity: 'person',
    reference: { id: row.source_id, allocatedBy: 'sql-view/person' },
    otherReferences: [],
    fullName: row.full_name ?? names.join(' '),
    title: row.title,
    givenName: row.given_name,
    familyName: row.family_name,
    dateOfBirth: dateOf(row.date_of_birth, about.zone),
    dateOfDeath: dateOf(row.date_of_death, about.zone),
    kinds: [...new Set(found)].sort(),
    tenancyReferences: [...new Set(tenancies)]
      .sort()
      .map((tenancy) => ({ id: tenancy, allocatedBy: 'sql-view/tenancy' })),
  };
}
