import type { TenancyRecord } from '@doorstep/domain';
import * as z from 'zod';

import { tenureTypes } from './codes.js';
import { flag, id, listOf, ownId, part, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { dateOf, isActiveUntil } from '../reading/times.js';

const allowed = z.object({
  id: ownId,
  paymentReference: id,
  startOfTenureDate: text,
  endOfTenureDate: text,
  tenureType: part({ code: text, description: text }),
  tenuredAsset: part({ id }),
  isMutualExchange: flag,
  successionDate: text,
  evictionDate: text,
  notices: listOf(z.object({ servedDate: text })),
  householdMembers: listOf(z.object({ id: ownId, fullName: text, dateOfBirth: text, isResponsible: flag })),
});

type Row = z.output<typeof allowed>;

/** Tenures of Hackney.Shared.HousingSearch → tenancies. */
export const tenancies: Mapping<Row> = { stream: 'tenures', allowed, keyField: 'id', map: mapTenancy };

function mapTenancy(row: Row, about: About): TenancyRecord {
  const typeCode = row.tenureType?.code ?? null;
  if (typeCode !== null && !tenureTypes.has(typeCode)) about.unknownCode('tenureType.code', typeCode);
  const served = row.notices.map((notice) => dateOf(notice.servedDate, about.zone)).filter((date) => date !== null);
  const home = row.tenuredAsset?.id ?? null;
  return {
    entity: 'tenancy',
    reference: { id: row.id, allocatedBy: 'hackney/tenure' },
    otherReferences:
      row.paymentReference === null ? [] : [{ id: row.paymentReference, allocatedBy: 'hackney/payment' }],
    homeReference: home === null ? null : { id: home, allocatedBy: 'hackney/asset' },
    typeCode,
    typeSource: row.tenureType?.description ?? typeCode,
    startDate: dateOf(row.startOfTenureDate, about.zone),
    endDate: dateOf(row.endOfTenureDate, about.zone),
    isActive: isActiveUntil(row.endOfTenureDate, about),
    isMutualExchange: row.isMutualExchange ?? false,
    successionDate: dateOf(row.successionDate, about.zone),
    evictionDate: dateOf(row.evictionDate, about.zone),
    noticeServedDate: served.sort().at(-1) ?? null,
    members: row.householdMembers.map((member) => ({
      reference: { id: member.id, allocatedBy: 'hackney/person' },
      fullName: member.fullName ?? '',
      dateOfBirth: dateOf(member.dateOfBirth, about.zone),
      isResponsible: member.isResponsible ?? false,
    })),
  };
}
