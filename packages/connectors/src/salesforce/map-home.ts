import type { HomeRecord } from '@doorstep/domain';
import * as z from 'zod';

import { listOf, ownId, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';

import { alsoKnownAs, isYes, meaningOf, referenceTo, uprnOf } from './codes.js';

const allowed = z.object({
  id: ownId,
  name: text,
  uprn: text,
  propertyReference: text,
  kind: text,
  /* A street may hold several lines. */
  addressLines: listOf(text),
  postalCode: text,
  parent: text,
  isActive: text,
});

type Row = z.output<typeof allowed>;

/** The landlord's object of homes → homes. */
export const homes: Mapping<Row> = { stream: 'homes', allowed, keyField: 'id', map: mapHome };

function mapHome(row: Row, about: About): HomeRecord {
  const lines = row.addressLines.flatMap((line) => (line ?? '').split(/\r?\n/)).map((line) => line.trim());
  const told = lines.filter((line) => line !== '');
  const { schemes } = about.values;
  return {
    entity: 'home',
    reference: { id: row.id, allocatedBy: 'salesforce/home' },
    otherReferences: [...alsoKnownAs(row.propertyReference, 'salesforce/property'), ...uprnOf(row.uprn)],
    kind: meaningOf('homes.kind', row.kind, meanings.homeKinds, about) ?? 'unknown',
    kindSource: row.kind,
    scheme: (row.kind !== null && Object.hasOwn(schemes, row.kind) ? schemes[row.kind] : undefined) ?? 'general',
    addressLines: told.length > 0 || row.name === null ? told : [row.name],
    postalCode: row.postalCode,
    parentReference: row.parent === row.id ? null : referenceTo(row.parent, 'salesforce/home'),
    isActive: row.isActive === null || isYes(row.isActive),
  };
}
