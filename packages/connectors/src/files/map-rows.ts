import type { Reference } from '@doorstep/domain';
import type * as z from 'zod';

import { HeldRow, type About, type Mapping } from '../reading/mapping.js';
import { meanings } from '../reading/meanings.js';
import { dateOf, instantOf, isActiveUntil } from '../reading/times.js';

import { codeOf, yesOf } from './codes.js';
import { fieldsOf } from './fields.js';

const { homeKinds, schemes, personKinds, priorities, repairPhases, contactKinds } = meanings;
const directions = ['inbound', 'outbound', 'internal'] as const;

const reference = (kind: string, id: string): Reference => ({ id, allocatedBy: `files/${kind}` });
const maybe = (kind: string, id: string | null) => (id === null ? null : reference(kind, id));

export const homes: Mapping<z.output<typeof fieldsOf.homes>> = {
  stream: 'homes',
  allowed: fieldsOf.homes,
  keyField: 'id',
  map: (row, about) => {
    const uprn = /^0*([1-9]\d{0,11})$/.exec(row.uprn ?? '')?.[1];
    const lines = [row.address_line_1, row.address_line_2, row.address_line_3, row.address_line_4];
    return {
      entity: 'home',
      reference: reference('home', row.id),
      otherReferences: [
        ...(uprn === undefined ? [] : [{ id: uprn, allocatedBy: 'uprn' }]),
        ...(row.property_reference === null ? [] : [reference('property', row.property_reference)]),
      ],
      kind: codeOf(row.kind, 'kind', 'homes', homeKinds, about) ?? 'unknown',
      kindSource: row.kind,
      scheme: codeOf(row.scheme, 'scheme', 'homes', schemes, about) ?? 'general',
      addressLines: lines.filter((line) => line !== null),
      postalCode: row.postcode,
      parentReference: row.parent_id === row.id ? null : maybe('home', row.parent_id),
      isActive: yesOf(row.is_active) ?? true,
    };
  },
};

export const tenancies: Mapping<z.output<typeof fieldsOf.tenancies>> = {
  stream: 'tenancies',
  allowed: fieldsOf.tenancies,
  keyField: 'id',
  map: (row, { isOver, zone }) => ({
    entity: 'tenancy',
    reference: reference('tenancy', row.id),
    otherReferences: row.payment_reference === null ? [] : [reference('payment', row.payment_reference)],
    homeReference: maybe('home', row.home_id),
    typeCode: row.type_code,
    typeSource: row.type ?? row.type_code,
    startDate: dateOf(row.start_date, zone),
    endDate: dateOf(row.end_date, zone),
    isActive: isActiveUntil(row.end_date, { isOver, zone }),
    isMutualExchange: yesOf(row.is_mutual_exchange) ?? false,
    successionDate: dateOf(row.succession_date, zone),
    evictionDate: dateOf(row.eviction_date, zone),
    noticeServedDate: dateOf(row.notice_served_date, zone),
    /* Who lives there stands in the file of people. */
    members: [],
  }),
};

export const people: Mapping<z.output<typeof fieldsOf.people>> = {
  stream: 'people',
  allowed: fieldsOf.people,
  keyField: 'id',
  map: (row, about) => {
    const parts = [row.title, row.given_name, row.family_name].filter((part) => part !== null);
    const isNamed = row.full_name !== null || row.given_name !== null || row.family_name !== null;
    if (!isNamed) throw new HeldRow('A person has no name.');
    const tenancyIds = (row.tenancy_ids ?? '').split(/[\s|]+/).filter((one) => one !== '' && one.length <= 200);
    return {
      entity: 'person',
      reference: reference('person', row.id),
      otherReferences: [],
      fullName: row.full_name ?? parts.join(' '),
      title: row.title,
      givenName: row.given_name,
      familyName: row.family_name,
      dateOfBirth: dateOf(row.date_of_birth, about.zone),
      dateOfDeath: dateOf(row.date_of_death, about.zone),
      kinds: row.kind === null ? [] : [codeOf(row.kind, 'kind', 'people', personKinds, about) ?? 'unknown'],
      tenancyReferences: [...new Set(tenancyIds)].map((one) => reference('tenancy', one)),
    };
  },
};

/* Dampers and mouldings are fittings. */
const dampOrMould = /\b(damp|dampness|mou?lds?|mou?ldy)\b/i;

export const repairs: Mapping<z.output<typeof fieldsOf.repairs>> = {
  stream: 'repairs',
  allowed: fieldsOf.repairs,
  keyField: 'id',
  map: (row, about) => {
    const priorityCode = codeOf(row.priority, 'priority', 'repairs', priorities, about);
    const description = row.description ?? '';
    return {
      entity: 'repair',
      reference: reference('repair', row.id),
      homeReference: maybe('home', row.home_id),
      description,
      priorityCode,
      prioritySource: row.priority,
      phase: codeOf(row.status, 'status', 'repairs', repairPhases, about) ?? 'unknown',
      statusSource: row.status,
      tradeCode: row.trade_code,
      tradeName: row.trade,
      contractor: row.contractor,
      raisedAt: instantOf(row.raised_at, about.zone),
      completedAt: instantOf(row.completed_at, about.zone),
      isEmergency: priorityCode === '1' || priorityCode === '2',
      isHazard: yesOf(row.is_hazard) === true || dampOrMould.test(description),
    };
  },
};

export const contacts: Mapping<z.output<typeof fieldsOf.contacts>> = {
  stream: 'contacts',
  allowed: fieldsOf.contacts,
  keyField: 'id',
  map: (row, about: About) => {
    const occurredAt = instantOf(row.occurred_at, about.zone);
    if (occurredAt === null) throw new HeldRow('A contact has no time that can be read.', 'occurred_at');
    return {
      entity: 'contact',
      reference: reference('contact', row.id),
      kind: codeOf(row.kind, 'kind', 'contacts', contactKinds, about) ?? 'unknown',
      kindSource: row.kind,
      direction: codeOf(row.direction, 'direction', 'contacts', directions, about) ?? 'unknown',
      occurredAt,
      personReference: maybe('person', row.person_id),
      tenancyReference: maybe('tenancy', row.tenancy_id),
      homeReference: maybe('home', row.home_id),
      repairReference: maybe('repair', row.repair_id),
    };
  },
};
