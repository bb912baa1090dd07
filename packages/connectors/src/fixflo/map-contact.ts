import type { ContactRecord } from '@doorstep/domain';
import * as z from 'zod';

import { id, listOf, ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './defaults.js';

const allowed = z.object({
  /** `<issue>-<comment>`: the id of a comment is read with its issue, and asked for through it. */
  id: ownId,
  issueId: ownId,
  tenantId: id,
  propertyId: id,
  commentFromEntityType: text,
  commentToEntityType: listOf(text),
  commentSent: text,
});

type Row = z.output<typeof allowed>;

/** Comments on issues → contacts. Never what was written, nor what was attached. */
export const comments: Mapping<Row> = {
  stream: 'comments',
  allowed,
  keyField: 'id',
  map: mapContact,
  updatedAt: (row, { zone }) => instantOf(row.commentSent, zone),
};

function mapContact(row: Row, about: About): ContactRecord {
  const occurredAt = instantOf(row.commentSent, about.zone);
  if (occurredAt === null) throw new HeldRow('A comment does not say when it was sent.', 'commentSent');
  return {
    entity: 'contact',
    reference: { id: row.id, allocatedBy: 'fixflo/comment' },
    kind: 'portal-message',
    kindSource: row.commentFromEntityType,
    direction: directionOf(row, about),
    occurredAt,
    personReference: row.tenantId === null ? null : { id: row.tenantId, allocatedBy: 'fixflo/tenant' },
    tenancyReference: null,
    homeReference: row.propertyId === null ? null : { id: row.propertyId, allocatedBy: 'fixflo/property' },
    repairReference: { id: row.issueId, allocatedBy: 'fixflo/issue' },
  };
}

/** What does not go to the tenant stays between landlord and contractor. */
function directionOf(row: Row, about: About): ContactRecord['direction'] {
  const from = row.commentFromEntityType;
  const meant = from === null ? undefined : meaningOf('comments.from', from, about);
  if (meant === 'inbound') return 'inbound';
  if (meant === 'outbound') return row.commentToEntityType.includes('tenant') ? 'outbound' : 'internal';
  if (from !== null) about.unknownCode('commentFromEntityType', from);
  return 'unknown';
}
