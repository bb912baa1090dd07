import type { HomeRecord, Reference } from '@doorstep/domain';
import * as z from 'zod';

import { flag, id, ownId, text } from '../reading/fields.js';
import type { About } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './codes.js';
import { defineView } from './view.js';

const allowed = z.object({
  source_id: ownId,
  changed_at: text,
  parent_id: id,
  property_reference: id,
  uprn: id,
  kind: text,
  scheme: text,
  address_line_1: text,
  address_line_2: text,
  address_line_3: text,
  address_line_4: text,
  postal_code: text,
  is_active: flag,
});

type Row = z.output<typeof allowed>;

/** The view `homes`: dwellings, and the blocks and estates that they belong to. */
export const homes = defineView<Row>({
  mapping: {
    stream: 'homes',
    allowed,
    keyField: 'source_id',
    map: mapHome,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['address_line_1'],
  optional: [
    'parent_id',
    'property_reference',
    'uprn',
    'kind',
    'scheme',
    'address_line_2',
    'address_line_3',
    'address_line_4',
    'postal_code',
    'is_active',
  ],
});

function mapHome(row: Row, about: About): HomeRecord {
  const lines = [row.address_line_1, row.address_line_2, row.address_line_3, row.address_line_4];
  const { schemes } = about.values;
  const scheme = row.scheme !== null && Object.hasOwn(schemes, row.scheme) ? schemes[row.scheme] : undefined;
  if (row.scheme !== null && scheme === undefined) about.unknownCode('homes.scheme', row.scheme);
  return {
    entity: 'home',
    reference: { id: row.source_id, allocatedBy: 'sql-view/home' },
    otherReferences: [
      ...(row.property_reference === null ? [] : [{ id: row.property_reference, allocatedBy: 'sql-view/property' }]),
      ...uprnReference(row.uprn),
    ],
    kind: meaningOf(about, 'homes.kind', row.kind, meanings.homeKinds) ?? 'unknown',
    kindSource: row.kind,
    scheme: scheme ?? 'general',
    addressLines: lines.filter((line) => line !== null),
    postalCode: row.postal_code,
    parentReference:
      row.parent_id === null || row.parent_id === row.source_id
        ? null
        : { id: row.parent_id, allocatedBy: 'sql-view/home' },
    isActive: row.is_active ?? true,
  };
}

/** A UPRN is 1 to 12 digits. Systems pad it and strip it; here it is never padded. */
function uprnReference(uprn: string | null): readonly Reference[] {
  const digits = /^0*([1-9]\d{0,11})$/.exec(uprn ?? '')?.[1];
  return digits === undefined ? [] : [{ id: digits, allocatedBy: 'uprn' }];
}
