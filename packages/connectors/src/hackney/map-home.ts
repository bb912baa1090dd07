import type { HomeKind, HomeRecord, Reference, Scheme } from '@doorstep/domain';
import * as z from 'zod';

import { homeKinds, wordOf } from './codes.js';
import { flag, id, listOf, ownId, part, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';

const allowed = z.object({
  id: ownId,
  assetId: id,
  assetType: text,
  isActive: flag,
  parentAssetIds: text,
  assetLocation: part({ parentAssets: listOf(z.object({ id, type: text })) }),
  assetAddress: part({
    uprn: id,
    addressLine1: text,
    addressLine2: text,
    addressLine3: text,
    addressLine4: text,
    postCode: text,
  }),
});

type Row = z.output<typeof allowed>;

/** Assets of Hackney.Shared.HousingSearch → homes. */
export const homes: Mapping<Row> = { stream: 'assets', allowed, keyField: 'id', map: mapHome };

function mapHome(row: Row, about: About): HomeRecord {
  const address = row.assetAddress;
  const lines = [address?.addressLine1, address?.addressLine2, address?.addressLine3, address?.addressLine4];
  return {
    entity: 'home',
    reference: { id: row.id, allocatedBy: 'hackney/asset' },
    otherReferences: [
      ...(row.assetId === null ? [] : [{ id: row.assetId, allocatedBy: 'hackney/property' }]),
      ...uprnReference(address?.uprn ?? null),
    ],
    kind: kindOf(row, about),
    kindSource: row.assetType,
    scheme: schemeOf(row, about),
    addressLines: lines.filter((line): line is string => typeof line === 'string'),
    postalCode: address?.postCode ?? null,
    parentReference: parentOf(row),
    /* The search index leaves the flag out of most homes. */
    isActive: row.isActive ?? true,
  };
}

/** A UPRN is 1 to 12 digits. Systems pad it and strip it; here it is never padded. */
function uprnReference(uprn: string | null): readonly Reference[] {
  const digits = /^0*([1-9]\d{0,11})$/.exec(uprn ?? '')?.[1];
  return digits === undefined ? [] : [{ id: digits, allocatedBy: 'uprn' }];
}

function kindOf({ assetType }: Row, about: About): HomeKind {
  if (assetType === null) return 'unknown';
  const kind = homeKinds.get(wordOf(assetType));
  if (kind === undefined && !Object.hasOwn(about.values.schemes, assetType)) about.unknownCode('assetType', assetType);
  return kind ?? 'unknown';
}

/** A flat in a refuge is in a refuge. Where several parents differ, the scheme that asks for most care holds. */
function schemeOf(row: Row, { values }: About): Scheme {
  const types = [row.assetType, ...(row.assetLocation?.parentAssets ?? []).map((parent) => parent.type)];
  const schemes = new Set(
    types.map((type) => (type !== null && Object.hasOwn(values.schemes, type) ? values.schemes[type] : undefined)),
  );
  if (schemes.has('refuge')) return 'refuge';
  return schemes.has('sheltered') ? 'sheltered' : 'general';
}

/** The nearest parent: a block before its estate, else the last of the `#`-separated path that starts at the root. */
function parentOf(row: Row): Reference | null {
  const named = (row.assetLocation?.parentAssets ?? []).filter((parent) => isParent(parent.id, row.id));
  const block = named.find((parent) => parent.type !== null && homeKinds.get(wordOf(parent.type)) === 'block');
  const path = (row.parentAssetIds ?? '').split('#').map((step) => step.trim());
  const nearest = block?.id ?? path.findLast((step) => isParent(step, row.id)) ?? named.at(-1)?.id ?? null;
  return nearest === null ? null : { id: nearest, allocatedBy: 'hackney/asset' };
}

function isParent(parent: string | null, own: string): parent is string {
  return parent !== null && parent !== '' && parent !== own && parent.toUpperCase() !== 'ROOT' && parent.length <= 200;
}
