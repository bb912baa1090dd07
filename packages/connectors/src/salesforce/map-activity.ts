import type { ContactKind, ContactRecord, Reference } from '@doorstep/domain';
import * as z from 'zod';

import { ownId, text } from '../reading/fields.js';
import { type About, HeldRow, type Mapping, OutOfStream } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { instantOf } from '../reading/times.js';

import type { SalesforceConfig } from './configuration.js';
import { isYes, meaningOf, referenceTo } from './codes.js';

const both = { id: ownId, kind: text, person: text, personType: text, about: text, aboutType: text };
const task = z.object({ ...both, direction: text, isDone: text, occurredAt: text, recordedAt: text });
const visit = z.object({ ...both, startsAt: text, endsAt: text });

type Activity = Pick<z.output<typeof task>, keyof typeof both>;
type Objects = SalesforceConfig['objects'];

const kinds: readonly (ContactKind | 'none')[] = [...meanings.contactKinds, 'none'];
const directions = ['inbound', 'outbound', 'internal'] as const;

/** Calls and e-mails that were had → contacts. Not a word of what was said is asked for. */
export function tasksOf(objects: Objects): Mapping<z.output<typeof task>> {
  return {
    stream: 'tasks',
    allowed: task,
    keyField: 'id',
    map: (row, about) => {
      if (!isYes(row.isDone)) throw new OutOfStream();
      const direction = meaningOf('tasks.direction', row.direction, directions, about) ?? 'unknown';
      const occurredAt = instantOf(row.occurredAt, about.zone) ?? instantOf(row.recordedAt, about.zone);
      return contactOf(row, 'tasks.kind', direction, occurredAt, objects, about);
    },
  };
}

/** Visits that are over → contacts. */
export function visitsOf(objects: Objects): Mapping<z.output<typeof visit>> {
  return {
    stream: 'visits',
    allowed: visit,
    keyField: 'id',
    map: (row, about) => {
      const endedAt = instantOf(row.endsAt, about.zone) ?? instantOf(row.startsAt, about.zone);
      if (endedAt !== null && Date.parse(endedAt) > about.now.getTime()) throw new OutOfStream();
      return contactOf(row, 'visits.kind', 'outbound', endedAt, objects, about);
    },
  };
}

function contactOf(
  row: Activity,
  field: 'tasks.kind' | 'visits.kind',
  direction: ContactRecord['direction'],
  occurredAt: string | null,
  objects: Objects,
  about: About,
): ContactRecord {
  const kind = row.kind === null && field === 'visits.kind' ? 'visit' : meaningOf(field, row.kind, kinds, about);
  if (kind === 'none') throw new OutOfStream();
  const whom = [
    { id: row.person, type: row.personType },
    { id: row.about, type: row.aboutType },
  ];
  const found = (object: string, allocatedBy: string): Reference | null =>
    referenceTo(whom.find(({ type }) => type !== null && type === object)?.id ?? null, allocatedBy);
  const references = {
    personReference: found(objects.people, 'salesforce/person'),
    tenancyReference: found(objects.tenancies, 'salesforce/tenancy'),
    homeReference: found(objects.homes, 'salesforce/home'),
    repairReference: found(objects.repairs, 'salesforce/repair'),
  };
  /* A call with a supplier, a meeting of staff. */
  if (Object.values(references).every((one) => one === null)) throw new OutOfStream();
  if (occurredAt === null) throw new HeldRow('A contact has no time at which it happened.');
  return {
    entity: 'contact',
    reference: { id: row.id, allocatedBy: 'salesforce/activity' },
    kind: kind ?? 'unknown',
    kindSource: row.kind,
    direction,
    occurredAt,
    ...references,
  };
}
