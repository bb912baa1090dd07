import type { HomeRecord } from '@doorstep/domain';
import * as z from 'zod';

import { flag, id, ownId, part, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './defaults.js';

const allowed = z.object({
  id: ownId,
  BlockId: id,
  ExternalPropertyRef: id,
  PropertyAddressId: id,
  Address: part({ AddressLine1: text, AddressLine2: text, Town: text, County: text, PostCode: text }),
  UpdateDate: text,
  IsDeleted: flag,
  ArchiveStatus: text,
});

type Row = z.output<typeof allowed>;

/** Properties → homes. A property is one dwelling; what holds several is a block, which no list here reads. */
export const homes: Mapping<Row> = {
  stream: 'properties',
  allowed,
  keyField: 'id',
  map: mapHome,
  updatedAt: (row, { zone }) => instantOf(row.UpdateDate, zone),
};

function mapHome(row: Row, about: About): HomeRecord {
  const { AddressLine1, AddressLine2, Town, County, PostCode } = row.Address ?? {};
  return {
    entity: 'home',
    reference: { id: row.id, allocatedBy: 'fixflo/property' },
    otherReferences:
      row.ExternalPropertyRef === null
        ? []
        : [{ id: row.ExternalPropertyRef, allocatedBy: 'fixflo/external-property' }],
    kind: 'dwelling',
    kindSource: null,
    scheme: 'general',
    addressLines: [AddressLine1, AddressLine2, Town, County].filter((line) => typeof line === 'string'),
    postalCode: PostCode ?? null,
    /* Published: 0 stands for no block. */
    parentReference:
      row.BlockId === null || row.BlockId === '0' ? null : { id: row.BlockId, allocatedBy: 'fixflo/block' },
    isActive: isActive(row, about),
  };
}

function isActive({ ArchiveStatus: status }: Row, about: About): boolean {
  if (status === null) return true;
  const meaning = meaningOf('properties.archiveStatus', status, about);
  if (meaning === undefined) about.unknownCode('ArchiveStatus', status);
  return meaning !== 'inactive';
}
