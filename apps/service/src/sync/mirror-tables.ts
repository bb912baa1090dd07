import type { CanonicalRecord, Entity, Reference } from '@doorstep/domain';
import { withoutForbiddenNumbers } from './forbidden-numbers.js';

/** How one entity's records are laid into its table. */
export interface MirrorTable {
  readonly table: string;
  /** Column → PostgreSQL type, as `jsonb_to_recordset` reads it. */
  readonly columns: Readonly<Record<string, string>>;
  /** Column → expression over the page row `r`, for links to rows that are already here. */
  readonly links: Readonly<Record<string, string>>;
  /** Columns of the stored row that tell what changed, read before it is overwritten. */
  readonly before: readonly string[];
  /** What is set when the host erased the record: nothing that tells of somebody is left. */
  readonly blank: readonly string[];
}

/** The home that the row `alias` names, by the home's own reference or another it is known by. $1, $2: where to look. */
export function homeOf(alias: string): string {
  return `coalesce(
    (SELECT h.id FROM homes h WHERE h.organisation_id = $1 AND h.connection_id = $2
      AND h.reference_id = ${alias}.home_reference_id AND h.allocated_by = ${alias}.home_allocated_by),
    (SELECT o.entity_id FROM other_references o WHERE o.organisation_id = $1 AND o.connection_id = $2 AND o.entity = 'home'
      AND o.allocated_by = ${alias}.home_allocated_by AND o.reference_id = ${alias}.home_reference_id LIMIT 1))`;
}

/** Entities that are compared by hash. Visits are kept with their order, alerts are asked for by name. */
export type MirroredEntity = Exclude<Entity, 'appointment' | 'alert' | 'contact'>;

/**
 * SQL of the stored row of a key. $1, $2: whose, and where. OFFSET 0 has each key looked up by itself: left to choose, the
 * planner reads the whole of a table for every page of it, and a landlord ten times as large takes a hundred times as long.
 */
export function storedBy(key: string, entity: MirroredEntity): string {
  return `SELECT s.* FROM ${mirrorTables[entity].table} s
    WHERE s.organisation_id = $1 AND s.connection_id = $2 AND s.reference_id = ${key} OFFSET 0`;
}

export function isMirrored(entity: Entity): entity is MirroredEntity {
  return Object.hasOwn(mirrorTables, entity);
}

export const mirrorTables: Readonly<Record<MirroredEntity, MirrorTable>> = {
  home: {
    table: 'homes',
    columns: {
      reference_id: 'text',
      allocated_by: 'text',
      kind: 'text',
      kind_source: 'text',
      scheme: 'text',
      address_lines: 'text[]',
      postal_code: 'text',
      parent_reference: 'jsonb',
      is_active: 'boolean',
    },
    links: {},
    before: [],
    blank: [],
  },
  person: {
    table: 'people',
    columns: {
      reference_id: 'text',
      allocated_by: 'text',
      full_name: 'text',
      title: 'text',
      given_name: 'text',
      family_name: 'text',
      date_of_birth: 'date',
      date_of_death: 'date',
      kinds: 'text[]',
    },
    links: {},
    before: [],
    blank: [
      "full_name = 'Erased'",
      'title = NULL',
      'given_name = NULL',
      'family_name = NULL',
      'date_of_birth = NULL',
      'date_of_death = NULL',
    ],
  },
  tenancy: {
    table: 'tenancies',
    columns: {
      reference_id: 'text',
      allocated_by: 'text',
      home_reference_id: 'text',
      home_allocated_by: 'text',
      type_code: 'text',
      type_source: 'text',
      start_date: 'date',
      end_date: 'date',
      is_active: 'boolean',
      is_mutual_exchange: 'boolean',
      succession_date: 'date',
      eviction_date: 'date',
      notice_served_date: 'date',
      members: 'jsonb',
    },
    links: { home_id: homeOf('r') },
    before: ['is_active', 'start_date', 'end_date'],
    blank: ["members = '[]'::jsonb"],
  },
  repair: {
    table: 'repairs',
    columns: {
      reference_id: 'text',
      allocated_by: 'text',
      home_reference_id: 'text',
      home_allocated_by: 'text',
      description: 'text',
      priority_code: 'text',
      priority_source: 'text',
      phase: 'text',
      status_source: 'text',
      trade_code: 'text',
      trade_name: 'text',
      contractor: 'text',
      raised_at: 'timestamptz',
      completed_at: 'timestamptz',
      ended_at: 'timestamptz',
      is_emergency: 'boolean',
      is_hazard: 'boolean',
    },
    links: { home_id: homeOf('r') },
    before: ['phase', 'ended_at'],
    blank: ["description = ''"],
  },
  case: {
    table: 'cases',
    columns: {
      reference_id: 'text',
      allocated_by: 'text',
      kind: 'text',
      kind_source: 'text',
      state: 'text',
      is_open: 'boolean',
      opened_at: 'timestamptz',
      closed_at: 'timestamptz',
    },
    links: {},
    before: ['is_open'],
    blank: [],
  },
};

/** One record as its table's columns, without the links. */
export function toColumns(record: CanonicalRecord, endedAt: string | null): Record<string, unknown> {
  const identity = { reference_id: record.reference.id, allocated_by: record.reference.allocatedBy };
  switch (record.entity) {
    case 'home':
      return {
        ...identity,
        kind: record.kind,
        kind_source: record.kindSource,
        scheme: record.scheme,
        address_lines: record.addressLines,
        postal_code: record.postalCode,
        parent_reference: record.parentReference,
        is_active: record.isActive,
      };
    case 'person':
      return {
        ...identity,
        full_name: record.fullName,
        title: record.title,
        given_name: record.givenName,
        family_name: record.familyName,
        date_of_birth: record.dateOfBirth,
        date_of_death: record.dateOfDeath,
        kinds: record.kinds,
      };
    case 'tenancy':
      return {
        ...identity,
        home_reference_id: record.homeReference?.id ?? null,
        home_allocated_by: record.homeReference?.allocatedBy ?? null,
        type_code: record.typeCode,
        type_source: record.typeSource,
        start_date: record.startDate,
        end_date: record.endDate,
        is_active: record.isActive,
        is_mutual_exchange: record.isMutualExchange,
        succession_date: record.successionDate,
        eviction_date: record.evictionDate,
        notice_served_date: record.noticeServedDate,
        members: record.members,
      };
    case 'repair':
      return {
        ...identity,
        home_reference_id: record.homeReference?.id ?? null,
        home_allocated_by: record.homeReference?.allocatedBy ?? null,
        description: withoutForbiddenNumbers(record.description),
        priority_code: record.priorityCode,
        priority_source: record.prioritySource,
        phase: record.phase,
        status_source: record.statusSource,
        trade_code: record.tradeCode,
        trade_name: record.tradeName,
        contractor: record.contractor,
        raised_at: record.raisedAt,
        completed_at: record.completedAt,
        ended_at: endedAt,
        is_emergency: record.isEmergency,
        is_hazard: record.isHazard,
      };
    case 'case':
      return {
        ...identity,
        kind: record.kind,
        kind_source: record.kindSource,
        state: record.state,
        is_open: record.isOpen,
        opened_at: record.openedAt,
        closed_at: record.closedAt,
      };
    default:
      throw new Error(`A record of the kind ${record.entity} is not mirrored by page.`);
  }
}

/** References besides its own that a record is known by. */
export function otherReferencesOf(record: CanonicalRecord): readonly Reference[] {
  return 'otherReferences' in record ? record.otherReferences : [];
}
