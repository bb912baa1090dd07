import {
  contactMapping,
  deriveContacts,
  type CanonicalRecord,
  type Entity,
  type MirrorChange,
  type TenancyRecord,
} from '@doorstep/domain';
import { hackneyDefaults } from '@doorstep/connectors';
import { alertsOf } from '../../../../../packages/connectors/src/hackney/map-alert.js';
import { cases } from '../../../../../packages/connectors/src/hackney/map-case.js';
import { homes } from '../../../../../packages/connectors/src/hackney/map-home.js';
import { people } from '../../../../../packages/connectors/src/hackney/map-person.js';
import { repairs } from '../../../../../packages/connectors/src/hackney/map-repair.js';
import { tenancies } from '../../../../../packages/connectors/src/hackney/map-tenancy.js';
import type { Mapping } from '../../../../../packages/connectors/src/reading/mapping.js';
import { generateLandlord } from '../../../../housing-sim/src/landlord/generate.js';
import type { Landlord } from '../../../../housing-sim/src/landlord/landlord.js';
import { listItem } from '../../../../housing-sim/src/serve/work-orders.js';
import { addDerived, addRepair, window, year } from './add-repair.js';
import type { History } from './history.js';

/** Histories by the ids that other records name their home by. */
interface Places {
  readonly byHome: ReadonlyMap<string, History>;
  readonly byProperty: ReadonlyMap<string, History>;
  readonly byTenancy: ReadonlyMap<string, History>;
  readonly byPerson: ReadonlyMap<string, History>;
}

/**
 * The homes of an invented landlord, dated against the end of the year, each with what the landlord's record says of it,
 * read by the connector's own mappings. One household a home: the one that lives there at the end.
 */
export function landlordHistories(count: number, seed: number): readonly History[] {
  const landlord = generateLandlord(count, seed, year.until);
  const places = makePlaces(landlord);
  for (const order of landlord.workOrders.all()) {
    const repair = readAs('repair', repairs, listItem(order));
    const history = places.byProperty.get(repair.homeReference?.id ?? '');
    if (history) addRepair(history, repair, order.closedMs);
  }
  for (const row of landlord.processes.all()) {
    const record = readAs('case', cases, row);
    const history = record.relatedTo
      .map(({ id }) => places.byTenancy.get(id) ?? places.byHome.get(id))
      .find((each) => each !== undefined);
    if (!history || record.openedAt === null) continue;
    const closedAt = record.closedAt === null ? null : Date.parse(record.closedAt);
    history.cases.push({ kind: record.kind, openedAt: Date.parse(record.openedAt), closedAt });
    derive(history, record.reference.id, { entity: 'case', before: null, after: record, observedAt: window.now });
  }
  for (const [personId, alerts] of landlord.alerts) {
    for (const row of alerts) {
      const { code, startDate, endDate } = readAs('alert', alertsOf(personId), row);
      if (startDate !== null) places.byPerson.get(personId)?.alerts.push({ code, startDate, endDate });
    }
  }
  return [...places.byHome.values()];
}

function makePlaces(landlord: Landlord): Places {
  const held = new Map<string, TenancyRecord>();
  for (const row of landlord.tenures.all()) {
    const tenancy = readAs('tenancy', tenancies, row);
    if (tenancy.isActive && tenancy.homeReference !== null) held.set(tenancy.homeReference.id, tenancy);
  }
  const persons = new Map([...landlord.persons.all()].map((row) => [row.id, readAs('person', people, row)] as const));
  const [byHome, byProperty, byTenancy, byPerson] = Array.from({ length: 4 }, () => new Map<string, History>()) as [
    Map<string, History>,
    Map<string, History>,
    Map<string, History>,
    Map<string, History>,
  ];
  for (const row of landlord.assets.all()) {
    const home = readAs('home', homes, row);
    if (home.kind !== 'dwelling') continue;
    const tenancy = held.get(home.reference.id) ?? null;
    const members = tenancy?.members ?? [];
    const history: History = {
      place: byHome.size,
      tenancyId: tenancy?.reference.id ?? null,
      tenancyStartDate: tenancy?.startDate ?? null,
      evictionDate: tenancy?.evictionDate ?? null,
      noticeServedDate: tenancy?.noticeServedDate ?? null,
      successionDate: tenancy?.successionDate ?? null,
      scheme: home.scheme,
      parent: home.parentReference?.id ?? null,
      holders: members
        .filter(({ isResponsible }) => isResponsible)
        .map(({ reference, dateOfBirth }) => ({
          bornOn: persons.get(reference.id)?.dateOfBirth ?? dateOfBirth,
          diedOn: persons.get(reference.id)?.dateOfDeath ?? null,
        })),
      deaths: members.flatMap(({ reference }) => persons.get(reference.id)?.dateOfDeath ?? []),
      alerts: [],
      cases: [],
      repairs: [],
      preferences: [],
      contacts: [],
    };
    byHome.set(home.reference.id, history);
    for (const { id, allocatedBy } of home.otherReferences) {
      if (allocatedBy === 'hackney/property') byProperty.set(id, history);
    }
    for (const { reference } of members) byPerson.set(reference.id, history);
    if (tenancy === null) continue;
    byTenancy.set(tenancy.reference.id, history);
    derive(history, tenancy.reference.id, {
      entity: 'tenancy',
      before: null,
      after: tenancy,
      observedAt: window.now,
    });
  }
  return { byHome, byProperty, byTenancy, byPerson };
}

function derive(history: History, record: string, change: MirrorChange): void {
  for (const derived of deriveContacts(change, contactMapping, window)) addDerived(history, record, derived, null);
}

function readAs<Of extends Entity, Row>(
  entity: Of,
  mapping: Mapping<Row>,
  row: unknown,
): Extract<CanonicalRecord, { entity: Of }> {
  const record = mapping.map(mapping.allowed.parse(row), {
    now: new Date(year.until),
    isOver: (instant) => Date.parse(instant) < year.until,
    values: hackneyDefaults,
    zone: hackneyDefaults.timeZones[mapping.stream] ?? 'UTC',
    unknownCode: () => undefined,
  });
  if (record.entity !== entity) throw new Error(`A ${record.entity} came of what should be a ${entity}.`);
  return record as Extract<CanonicalRecord, { entity: Of }>;
}
