import { DAY, dayOf, midnight, mondayOf, YEAR } from './calendar.js';
import type { Dice } from './dice.js';
import { fullNameOf } from './people.js';
import type { Dwelling } from './stock.js';
import type { AssetTenure, HouseholdMember, Notice, Person, Tenure, TenureType } from './wire.js';

export const SECURE: TenureType = { code: 'SEC', description: 'Secure' };
export const INTRODUCTORY: TenureType = { code: 'INT', description: 'Introductory' };
export const LEASEHOLD: TenureType = { code: 'LEA', description: 'Leasehold (RTB)' };
export const FREEHOLD: TenureType = { code: 'FRE', description: 'Freehold' };
export const LICENCE: TenureType = { code: 'LTA', description: 'Licence Temp Ac' };

/** General needs, by share. The last code is in nobody's list: sources send such codes. */
export const GENERAL_TYPES = [
  { weight: 66, type: SECURE },
  { weight: 11, type: INTRODUCTORY },
  { weight: 12, type: LEASEHOLD },
  { weight: 3, type: FREEHOLD },
  { weight: 4, type: { code: 'NON', description: 'Non-Secure' } },
  { weight: 2, type: { code: 'SPS', description: 'Private Sale LH' } },
  { weight: 1, type: { code: 'ASY', description: 'Asylum Seeker' } },
  { weight: 1, type: { code: 'TEM', description: 'Temp Hostel Lse' } },
] as const satisfies readonly { weight: number; type: TenureType }[];

export interface TenancyTerms {
  readonly type: TenureType;
  readonly startMs: number;
  readonly endMs: number | null;
  /** The other responsible people come second. */
  readonly responsible: readonly Person[];
  readonly others: readonly Person[];
  readonly successionMs?: number;
  readonly evictionMs?: number;
  readonly noticeMs?: number;
  readonly isMutualExchange?: boolean;
  readonly reasonForTermination?: string;
  /** An open end written as 1900-01-01, as older imports did. */
  readonly sentinelEnd?: boolean;
}

/** When a tenancy of this type would have begun: a Monday, in milliseconds. */
export function startOf(dice: Dice, type: TenureType, today: number): number {
  if (type.code === 'INT') {
    // One in four has only just begun.
    const days = dice.chance(0.25) ? dice.whole(1, 42) : dice.whole(43, 360);
    return mondayOf(today - days * DAY);
  }
  if (type.code === 'LTA' || type.code === 'NON' || type.code === 'TEM')
    return mondayOf(today - dice.whole(5, 500) * DAY);
  return mondayOf(today - (1.1 + dice.fraction() * 28) * YEAR);
}

/** The tenancy, and its mark on every person in it. */
export function makeTenancy(
  dice: Dice,
  dwelling: Dwelling,
  terms: TenancyTerms,
  paymentReference: string,
  today: number,
): Tenure {
  const ended = terms.endMs !== null && terms.endMs <= today;
  const endDate =
    terms.endMs !== null ? midnight(terms.endMs) : terms.sentinelEnd === true ? '1900-01-01T00:00:00Z' : null;
  const holder = holderOf(terms.type);
  const tenure: Tenure = {
    id: dice.uuid(),
    paymentReference,
    startOfTenureDate: midnight(terms.startMs),
    endOfTenureDate: endDate,
    isActive: !ended,
    tenureType: terms.type,
    tenuredAsset: {
      id: dwelling.id,
      type: 'Dwelling',
      fullAddress: dwelling.fullAddress,
      uprn: dwelling.address.uprn,
      propertyReference: dwelling.propertyReference,
      isTemporaryAccommodation: terms.type === LICENCE,
    },
    householdMembers: [
      ...terms.responsible.map((person) => memberOf(person, true, holder)),
      ...terms.others.map((person) => memberOf(person, false, 'HouseholdMember')),
    ],
    terminated: { isTerminated: ended, reasonForTermination: terms.reasonForTermination ?? null },
    successionDate: terms.successionMs === undefined ? null : midnight(terms.successionMs),
    evictionDate: terms.evictionMs === undefined ? null : midnight(terms.evictionMs),
    potentialEndDate: terms.type === INTRODUCTORY ? midnight(terms.startMs + YEAR) : null,
    isMutualExchange: terms.isMutualExchange ?? false,
    isSublet: false,
    notices: terms.noticeMs === undefined ? [] : [noticeOf(terms.noticeMs)],
    legacyReferences: [{ name: 'uh_tag_ref', value: `${dwelling.propertyReference.slice(2)}/01` }],
  };
  for (const person of terms.responsible) joinTenure(person, tenure, holder);
  for (const person of terms.others) joinTenure(person, tenure, 'HouseholdMember');
  return tenure;
}

/** The tenancy as the home's own record names it. */
export function assetTenureOf(tenure: Tenure): AssetTenure {
  return {
    id: tenure.id,
    paymentReference: tenure.paymentReference,
    startOfTenureDate: tenure.startOfTenureDate,
    endOfTenureDate: tenure.endOfTenureDate,
    type: tenure.tenureType.description,
    isActive: tenure.isActive,
  };
}

function holderOf(type: TenureType): string {
  if (type === FREEHOLD) return 'Freeholder';
  return type === LEASEHOLD || type.code === 'SPS' ? 'Leaseholder' : 'Tenant';
}

function memberOf(person: Person, isResponsible: boolean, personTenureType: string): HouseholdMember {
  return {
    id: person.id,
    fullName: fullNameOf(person),
    isResponsible,
    dateOfBirth: person.dateOfBirth,
    personTenureType,
    type: 'Person',
  };
}

function joinTenure(person: Person, tenure: Tenure, personType: string): void {
  const { tenuredAsset } = tenure;
  person.tenures.push({
    id: tenure.id,
    paymentReference: tenure.paymentReference,
    type: tenure.tenureType.description,
    startDate: tenure.startOfTenureDate ?? '',
    endDate: tenure.endOfTenureDate,
    assetFullAddress: tenuredAsset.fullAddress,
    uprn: tenuredAsset.uprn,
    propertyReference: tenuredAsset.propertyReference ?? tenuredAsset.uprn,
    assetId: tenuredAsset.id,
  });
  if (!person.personTypes.includes(personType)) person.personTypes.push(personType);
}

function noticeOf(servedMs: number): Notice {
  const day = dayOf(servedMs);
  return {
    type: 'NSP',
    servedDate: midnight(day),
    expiryDate: midnight(day + YEAR),
    effectiveDate: midnight(day + 28 * DAY),
    endDate: null,
  };
}
