import type { TenancyRecord } from '@doorstep/domain';
import * as z from 'zod';

import { flag, id, listOf, ownId, text } from '../reading/fields.js';
import type { About } from '../reading/mapping.js';
import { dateOf, instantOf, isActiveUntil } from '../reading/times.js';

import { defineView } from './view.js';

const allowed = z.object({
  source_id: ownId,
  changed_at: text,
  home_id: id,
  payment_reference: id,
  tenancy_type: text,
  tenancy_type_name: text,
  start_date: text,
  end_date: text,
  is_active: flag,
  is_mutual_exchange: flag,
  succession_date: text,
  eviction_date: text,
  notice_served_date: text,
  parties: listOf(z.object({ person_id: ownId, full_name: text, date_of_birth: text, is_responsible: flag })),
});

type Row = z.output<typeof allowed>;

/** The view `tenancies`, each with its parties of `tenancy_parties`. */
export const tenancies = defineView<Row>({
  mapping: {
    stream: 'tenancies',
    allowed,
    keyField: 'source_id',
    map: mapTenancy,
    updatedAt: (row) => instantOf(row.changed_at, 'UTC'),
  },
  required: ['home_id', 'start_date', 'end_date'],
  optional: [
    'payment_reference',
    'tenancy_type',
    'tenancy_type_name',
    'is_active',
    'is_mutual_exchange',
    'succession_date',
    'eviction_date',
    'notice_served_date',
  ],
  parties: { by: 'tenancy_id', columns: ['tenancy_id', 'person_id', 'full_name', 'date_of_birth', 'is_responsible'] },
});

function mapTenancy(row: Row, about: About): TenancyRecord {
  const day = (value: string | null) => dateOf(value, about.zone);
  const members = [...row.parties].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
  return {
    entity: 'tenancy',
    reference: { id: row.source_id, allocatedBy: 'sql-view/tenancy' },
    otherReferences:
      row.payment_reference === null ? [] : [{ id: row.payment_reference, allocatedBy: 'sql-view/payment' }],
    homeReference: row.home_id === null ? null : { id: row.home_id, allocatedBy: 'sql-view/home' },
    typeCode: row.tenancy_type,
    typeSource: row.tenancy_type_name ?? row.tenancy_type,
    startDate: day(row.start_date),
    endDate: day(row.end_date),
    isActive: row.is_active !== false && isActiveUntil(row.end_date, about),
    isMutualExchange: row.is_mutual_exchange ?? false,
    successionDate: day(row.succession_date),
    evictionDate: day(row.eviction_date),
    noticeServedDate: day(row.notice_served_date),
    members: members.map((member) => ({
      reference: { id: member.person_id, allocatedBy: 'sql-view/person' },
      fullName: member.full_name ?? '',
      dateOfBirth: day(member.date_of_birth),
      isResponsible: member.is_responsible ?? false,
    })),
  };
}
