import type { HomeKind, HomeRecord, Scheme } from '@doorstep/domain';
import * as z from 'zod';

import { ownId } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { alsoKnownAs, meaningOf, referenceTo, sourceOf, uprnOf } from './codes.js';
import { type Cell, cell } from './columns.js';

const allowed = z.object({
  id: ownId,
  propertyReference: cell,
  uprn: cell,
  kind: cell,
  line1: cell,
  line2: cell,
  line3: cell,
  line4: cell,
  postalCode: cell,
  parent: cell,
  state: cell,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;

const kinds: readonly HomeKind[] = [...meanings.homeKinds, 'unknown'];

/** Functional locations, or the landlord's own table of homes → homes. */
export const homes: Mapping<Row> = {
  stream: 'homes',
  allowed,
  keyField: 'id',
  map: mapHome,
  updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
};

function mapHome(row: Row, about: About): HomeRecord {
  return {
    entity: 'home',
    reference: { id: row.id, allocatedBy: 'dataverse/home' },
    otherReferences: [...alsoKnownAs(row.propertyReference, 'dataverse/property'), ...uprnOf(row.uprn)],
    kind: meaningOf('homes.kind', row.kind, kinds, about) ?? 'unknown',
    kindSource: sourceOf(row.kind),
    scheme: schemeOf(row.kind, about),
    addressLines: [row.line1, row.line2, row.line3, row.line4]
      .map(({ value }) => value)
      .filter((line) => line !== null),
    postalCode: row.postalCode.value,
    parentReference: row.parent.value === row.id ? null : referenceTo(row.parent, 'dataverse/home'),
    /* Zero is the active state of every table; one without states has active rows alone. */
    isActive: row.state.value === null || row.state.value === '0',
  };
}

function schemeOf({ value, label }: Cell, { values: { schemes } }: About): Scheme {
  for (const key of [value, label]) if (key !== null && Object.hasOwn(schemes, key)) return schemes[key] ?? 'general';
  return 'general';
}
