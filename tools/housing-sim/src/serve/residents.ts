import { DAY, naive } from '../landlord/calendar.js';
import type { Landlord } from '../landlord/landlord.js';
import { fullNameOf } from '../landlord/people.js';
import { statusText } from '../landlord/status.js';
import type { Person, Tenure } from '../landlord/wire.js';

export interface Resident {
  readonly personId: string;
  readonly name: string;
  readonly address: string;
  readonly tenureId: string;
  readonly tenancyType: string;
  readonly tenancyStart: string | null;
  readonly propertyReference: string;
  readonly household: readonly { readonly name: string; readonly isResponsible: boolean }[];
  readonly recentRepairs: readonly RecentRepair[];
}

export interface RecentRepair {
  readonly reference: number;
  readonly description: string;
  readonly status: string;
  readonly raised: string;
  readonly closed: string | null;
}

const RECENT_DAYS = 120;
const MOST_REPAIRS = 5;

/**
 * People who live somewhere now, for a customer record screen: those of the highlights first, then by id. Search goes
 * over name, address, property reference and the ids of person and tenure.
 *
 * @param today milliseconds
 */
export function residentsOf(landlord: Landlord, search: string, limit: number, today: number): Resident[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const residents: Resident[] = [];
  const seen = new Set<string>();
  for (const person of peopleInOrder(landlord)) {
    if (residents.length >= limit) break;
    if (seen.has(person.id) || person.personTypes.every((type) => type === 'HouseholdMember')) continue;
    seen.add(person.id);
    if ((person.dateOfDeath ?? null) !== null) continue;
    const tenure = currentTenure(landlord, person);
    if (tenure === null) continue;
    const { fullAddress } = tenure.tenuredAsset;
    const propertyReference = tenure.tenuredAsset.propertyReference ?? tenure.tenuredAsset.uprn;
    const text = `${fullNameOf(person)} ${fullAddress} ${propertyReference} ${person.id} ${tenure.id}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    residents.push({
      personId: person.id,
      name: fullNameOf(person),
      address: fullAddress,
      tenureId: tenure.id,
      tenancyType: tenure.tenureType.description,
      tenancyStart: tenure.startOfTenureDate,
      propertyReference,
      household: tenure.householdMembers.map(({ fullName, isResponsible }) => ({ name: fullName, isResponsible })),
      recentRepairs: recentRepairs(landlord, propertyReference, today),
    });
  }
  return residents;
}

function* peopleInOrder(landlord: Landlord): Generator<Person> {
  for (const { personId } of landlord.highlights) {
    const person = landlord.persons.get(personId);
    if (person !== undefined) yield person;
  }
  yield* landlord.persons.all();
}

function currentTenure(landlord: Landlord, person: Person): Tenure | null {
  for (const { id } of person.tenures) {
    const tenure = landlord.tenures.get(id);
    if (tenure?.isActive === true) return tenure;
  }
  return null;
}

function recentRepairs(landlord: Landlord, propertyReference: string, today: number): RecentRepair[] {
  return landlord.workOrders
    .ofProperty(propertyReference)
    .filter((order) => (order.closedMs ?? today) >= today - RECENT_DAYS * DAY)
    .slice(0, MOST_REPAIRS)
    .map((order) => ({
      reference: order.reference,
      description: order.description,
      status: statusText(order.statusCode),
      raised: naive(order.raisedMs, order.reference),
      closed: order.closedMs === null ? null : naive(order.closedMs, order.reference),
    }));
}
