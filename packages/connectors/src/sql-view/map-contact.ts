import type { ContactRecord, Reference } from '@doorstep/domain';
import * as z from 'zod';

import { id, ownId, text } from '../reading/fields.js';
import { type About, HeldRow } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { meaningOf } from './codes.js';
import { defineView } from './view.js';

const allowed = z.object({
  source_id: ownId,
  changed_at: text,
  kind: text,
  direction: text,
  occurred_at: text,
  person_id: id,
  tenancy_id: id,
  home_id: id,
  repair_id: id,
});

type Row = z.output<typeof allowed>;

/** The view `contacts`: calls, visits and requests that the host keeps. Never a word of what was said. */
export const contacts = defineView<Row>({
  mapping: {
    stream: 'contacts',
    allowed,
    keyField: 'source_id',
    map: mapContact,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['kind', 'occurred_at'],
  optional: ['direction', 'person_id', 'tenancy_id', 'home_id', 'repair_id'],
});

function mapContact(row: Row, about: About): ContactRecord {
  const occurredAt = instantOf(row.occurred_at, about.zone);
  if (occurredAt === null) throw new HeldRow('A contact does not say when it was.', 'occurred_at');
  const reference = (what: string, one: string | null): Reference | null =>
    one === null ? null : { id: one, allocatedBy: `sql-view/${what}` };
  return {
    entity: 'contact',
    reference: { id: row.source_id, allocatedBy: 'sql-view/contact' },
    kind: meaningOf(about, 'contacts.kind', row.kind, meanings.contactKinds) ?? 'unknown',
    kindSource: row.kind,
    direction: meaningOf(about, 'contacts.direction', row.direction, ['inbound', 'outbound', 'internal']) ?? 'unknown',
    occurredAt,
    personReference: reference('person', row.person_id),
    tenancyReference: reference('tenancy', row.tenancy_id),
    homeReference: reference('home', row.home_id),
    repairReference: reference('repair', row.repair_id),
  };
}
