import type { CaseKind, CaseRecord } from '@doorstep/domain';
import * as z from 'zod';

import { ownId, text } from '../reading/fields.js';
import { type About, type Mapping, OutOfStream } from '../reading/mapping.js';
import { instantOf } from '../reading/times.js';

import { isRepair, isYes, referenceTo } from './codes.js';

const allowed = z.object({
  id: ownId,
  kind: text,
  state: text,
  isClosed: text,
  openedAt: text,
  closedAt: text,
  person: text,
  tenancy: text,
  home: text,
});

type Row = z.output<typeof allowed>;

/** Cases that are no repairs → cases. */
export const cases: Mapping<Row> = { stream: 'cases', allowed, keyField: 'id', map: mapCase };

function mapCase(row: Row, about: About): CaseRecord {
  if (isRepair(row.kind, about)) throw new OutOfStream();
  const isOpen = !isYes(row.isClosed);
  const related = [
    referenceTo(row.person, 'salesforce/person'),
    referenceTo(row.tenancy, 'salesforce/tenancy'),
    referenceTo(row.home, 'salesforce/home'),
  ];
  return {
    entity: 'case',
    reference: { id: row.id, allocatedBy: 'salesforce/case' },
    kind: kindOf(row.kind, about),
    kindSource: row.kind ?? 'not stated',
    state: row.state ?? 'unknown',
    isOpen,
    openedAt: instantOf(row.openedAt, about.zone),
    closedAt: isOpen ? null : instantOf(row.closedAt, about.zone),
    relatedTo: related.filter((one) => one !== null),
  };
}

function kindOf(type: string | null, about: About): CaseKind {
  if (type === null) return 'other';
  const name = type.toLowerCase();
  if (Object.hasOwn(about.values.cases, name)) return about.values.cases[name] ?? 'other';
  about.unknownCode('kind', type);
  return 'other';
}
