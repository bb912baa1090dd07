import type { ContactKind, ContactRecord } from '@doorstep/domain';
import * as z from 'zod';

import { ownId } from '../reading/fields.js';
import { type About, HeldRow, type Mapping, OutOfStream } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import { meaningOf, sourceOf } from './codes.js';
import { cell, cells } from './columns.js';
import type { DataverseConfig } from './configuration.js';
import { relatedTo } from './map-case.js';

const allowed = z.object({
  id: ownId,
  kind: cell,
  state: cell,
  direction: cell,
  occurredAt: cell,
  plannedAt: cell,
  recordedAt: cell,
  regarding: cells,
  updatedAt: cell,
});

type Row = z.output<typeof allowed>;
type ContactStream = 'phoneCalls' | 'emails' | 'visits' | 'interactions';

const kindOfStream = { phoneCalls: 'phone-call', emails: 'email', visits: 'visit', interactions: null } as const;
const kinds: readonly ContactKind[] = [...meanings.contactKinds, 'unknown'];
const directions = ['inbound', 'outbound', 'internal', 'unknown'] as const;
const states = ['planned', 'done', 'cancelled'] as const;

/**
 * Activities, and the landlord's own table of interactions → contacts. One that is planned or cancelled has not taken
 * place and is none. Whom it was with is read from what it regards: the lists of senders and receivers are tables of
 * their own, which change tracking does not join.
 */
export function contacts(stream: ContactStream, tables: DataverseConfig['tables']): Mapping<Row> {
  return {
    stream,
    allowed,
    keyField: 'id',
    map: (row, about) => mapContact(row, stream, tables, about),
    updatedAt: (row, about) => instantOf(row.updatedAt.value, about.zone),
  };
}

function mapContact(row: Row, stream: ContactStream, tables: DataverseConfig['tables'], about: About): ContactRecord {
  const state = meaningOf(`${stream}.state`, row.state, states, about);
  if (state === 'planned' || state === 'cancelled') throw new OutOfStream();
  const occurredAt = [row.occurredAt, row.plannedAt, row.recordedAt]
    .map(({ value }) => instantOf(value, about.zone))
    .find((instant) => instant !== null);
  if (occurredAt === undefined) throw new HeldRow('A contact does not say when it was.');
  const fixed = kindOfStream[stream];
  const regarding = row.regarding.map((one) => relatedTo(one, tables)).filter((one) => one !== null);
  const of = (allocatedBy: string) => regarding.find((one) => one.allocatedBy === allocatedBy) ?? null;
  return {
    entity: 'contact',
    reference: { id: row.id, allocatedBy: 'dataverse/contact' },
    kind: fixed ?? meaningOf(`${stream}.kind`, row.kind, kinds, about) ?? 'unknown',
    kindSource: fixed === null ? sourceOf(row.kind) : null,
    direction: meaningOf(`${stream}.direction`, row.direction, directions, about) ?? 'unknown',
    occurredAt,
    personReference: of('dataverse/person'),
    tenancyReference: of('dataverse/tenancy'),
    homeReference: of('dataverse/home'),
    repairReference: of('dataverse/repair'),
  };
}
