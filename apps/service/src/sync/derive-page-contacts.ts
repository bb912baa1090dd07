import {
  deriveContacts,
  type CaseRecord,
  type ContactMapping,
  type MirrorChange,
  type RepairPhase,
  type RepairRecord,
  type TenancyRecord,
} from '@doorstep/domain';
import { addContacts, type NewContact } from '../contacts/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChangedRecord, MergedRow } from './merge-page.js';

/** How long an everyday contact still matters: older events are history, and make none. */
export const contactDays = 14;

/** Turns what changed in a page into contacts, in the page's own transaction. Returns how many are new. */
export async function derivePageContacts(
  db: Transaction,
  connectionId: string,
  changed: readonly ChangedRecord[],
  merged: readonly MergedRow[],
  visitEnded: ReadonlyMap<string, string>,
  mapping: ContactMapping,
  now: Date,
): Promise<number> {
  const ids = new Map(merged.map((row) => [row.key, row.id]));
  const window = { from: new Date(now.getTime() - contactDays * 86_400_000).toISOString(), now: now.toISOString() };
  const found = changed.flatMap((one) => {
    const change = toChange(one, visitEnded.get(one.key), now.toISOString());
    if (!change) return [];
    return deriveContacts(change, mapping, window).map((contact) => ({ contact, one, id: ids.get(one.key)! }));
  });
  if (found.length === 0) return 0;
  const places = await placesOf(
    db,
    found.map(({ one, id }) => ({ entity: one.record.entity, id })),
  );
  const contacts = found.map(({ contact, one, id }): NewContact => ({
    reference: { id: `${one.key}:${contact.key}`, allocatedBy: `${connectionId}/${one.record.entity}` },
    typeCode: contact.typeCode,
    typeSource: contact.typeSource,
    occurredAt: contact.occurredAt,
    homeId: places.get(id)?.home_id ?? null,
    tenancyId: places.get(id)?.tenancy_id ?? null,
    personId: null,
    repairId: one.record.entity === 'repair' ? id : null,
  }));
  return (await addContacts(db, contacts)).length;
}

function toChange(one: ChangedRecord, visitEndedAt: string | undefined, observedAt: string): MirrorChange | undefined {
  const { record, before } = one;
  switch (record.entity) {
    case 'repair': {
      const after: RepairRecord =
        visitEndedAt === undefined ? record : { ...record, completedAt: record.completedAt ?? visitEndedAt };
      return {
        entity: 'repair',
        before: before && { ...record, phase: before['phase'] as RepairPhase },
        after,
        observedAt,
      };
    }
    case 'tenancy':
      return {
        entity: 'tenancy',
        before: before && { ...record, ...tenancyBefore(before) },
        after: record,
        observedAt,
      };
    case 'case':
      return {
        entity: 'case',
        before: before && ({ ...record, isOpen: before['is_open'] } as CaseRecord),
        after: record,
        observedAt,
      };
    default:
      return undefined;
  }
}

function tenancyBefore(
  row: Readonly<Record<string, unknown>>,
): Pick<TenancyRecord, 'isActive' | 'startDate' | 'endDate'> {
  return {
    isActive: row['is_active'] as boolean,
    startDate: row['start_date'] as string | null,
    endDate: row['end_date'] as string | null,
  };
}

interface Place {
  readonly id: string;
  readonly home_id: string | null;
  readonly tenancy_id: string | null;
}

/**
 * Where each changed record belongs: a repair to its home, a tenancy to itself, a case to a tenancy it names. OFFSET 0
 * keeps the way from the case outwards: on a first load nothing has been analysed, and the planner, taking every table
 * for one row, would begin with all tenancies of the landlord.
 */
async function placesOf(
  db: Transaction,
  what: readonly { entity: string; id: string }[],
): Promise<ReadonlyMap<string, Place>> {
  const of = (entity: string) => what.filter((one) => one.entity === entity).map((one) => one.id);
  const rows = await db.rows<Place>(
    `SELECT id, home_id, NULL::uuid AS tenancy_id FROM repairs WHERE organisation_id = $1 AND id = ANY ($2::uuid[])
     UNION ALL
     SELECT id, home_id, id FROM tenancies WHERE organisation_id = $1 AND id = ANY ($3::uuid[])
     UNION ALL
     (SELECT DISTINCT ON (s.case_id) s.case_id, t.home_id, t.id
     FROM (SELECT * FROM case_subjects WHERE organisation_id = $1 AND case_id = ANY ($4::uuid[]) OFFSET 0) s
     CROSS JOIN LATERAL (SELECT k.connection_id FROM cases k WHERE k.organisation_id = $1 AND k.id = s.case_id OFFSET 0) k
     CROSS JOIN LATERAL (
       SELECT t.id FROM tenancies t WHERE t.organisation_id = $1 AND t.connection_id = k.connection_id
         AND t.reference_id = s.reference_id AND t.allocated_by = s.allocated_by
       UNION ALL
       SELECT y.tenancy_id FROM (
         SELECT p.id FROM people p WHERE p.organisation_id = $1 AND p.connection_id = k.connection_id
           AND p.reference_id = s.reference_id AND p.allocated_by = s.allocated_by OFFSET 0) p
       CROSS JOIN LATERAL (
         SELECT y.tenancy_id FROM tenancy_parties y WHERE y.organisation_id = $1 AND y.person_id = p.id OFFSET 0) y
       OFFSET 0
     ) named
     CROSS JOIN LATERAL (
       SELECT t.id, t.home_id, t.start_date FROM tenancies t
       WHERE t.organisation_id = $1 AND t.id = named.id AND t.is_active OFFSET 0) t
     ORDER BY s.case_id, t.start_date DESC NULLS LAST, t.id)`,
    [db.organisationId, of('repair'), of('tenancy'), of('case')],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
