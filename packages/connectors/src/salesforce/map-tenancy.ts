import type { TenancyMember, TenancyRecord } from '@doorstep/domain';
import * as z from 'zod';

import { listOf, ownId, text } from '../reading/fields.js';
import type { About, Mapping } from '../reading/mapping.js';
import { dateOf, isActiveUntil } from '../reading/times.js';

import { alsoKnownAs, isYes, referenceTo } from './codes.js';

const allowed = z.object({
  id: ownId,
  tenancyReference: text,
  home: text,
  type: text,
  startDate: text,
  endDate: text,
  isMutualExchange: text,
  successionDate: text,
  evictionDate: text,
  noticeServedDate: text,
  parties: listOf(text),
  partyNames: listOf(text),
  household: listOf(text),
  householdNames: listOf(text),
});

type Row = z.output<typeof allowed>;

/** The landlord's object of tenancies → tenancies. */
export const tenancies: Mapping<Row> = { stream: 'tenancies', allowed, keyField: 'id', map: mapTenancy };

function mapTenancy(row: Row, about: About): TenancyRecord {
  const { zone } = about;
  const members = new Map<string, TenancyMember>();
  const add = (ids: readonly (string | null)[], names: readonly (string | null)[], isResponsible: boolean): void => {
    for (const [at, id] of ids.entries()) {
      const reference = referenceTo(id, 'salesforce/person');
      const fullName = names[at] ?? null;
      /* A name that the user may not see is no member; the person's own record still names the tenancy. */
      if (reference === null || fullName === null || members.has(reference.id)) continue;
      members.set(reference.id, { reference, fullName, dateOfBirth: null, isResponsible });
    }
  };
  add(row.parties, row.partyNames, true);
  add(row.household, row.householdNames, false);
  return {
    entity: 'tenancy',
    reference: { id: row.id, allocatedBy: 'salesforce/tenancy' },
    otherReferences: alsoKnownAs(row.tenancyReference, 'salesforce/tenancy-reference'),
    homeReference: referenceTo(row.home, 'salesforce/home'),
    typeCode: typeCodeOf(row.type, about),
    typeSource: row.type,
    startDate: dateOf(row.startDate, zone),
    endDate: dateOf(row.endDate, zone),
    isActive: isActiveUntil(row.endDate, about),
    isMutualExchange: isYes(row.isMutualExchange),
    successionDate: dateOf(row.successionDate, zone),
    evictionDate: dateOf(row.evictionDate, zone),
    noticeServedDate: dateOf(row.noticeServedDate, zone),
    members: [...members.values()],
  };
}

function typeCodeOf(type: string | null, about: About): string | null {
  if (type === null) return null;
  const told = about.values.codes?.['tenancies.type'] ?? {};
  if (Object.hasOwn(told, type)) return told[type] ?? null;
  about.unknownCode('type', type);
  return null;
}
