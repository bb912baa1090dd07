import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../platform/database/database.js';
import { tenancyOfHome } from '../records/index.js';
import { cutShortLadders } from './cut-short-ladders.js';

/** An everyday contact, as derived from a housing system or told by one. Ids are ours; any may be unknown. */
export interface NewContact {
  readonly reference: { readonly id: string; readonly allocatedBy: string };
  readonly typeCode: string | null;
  readonly typeSource: string;
  readonly occurredAt: string;
  readonly homeId: string | null;
  readonly tenancyId: string | null;
  readonly personId: string | null;
  readonly repairId: string | null;
}

/**
 * Keeps contacts, in the caller's transaction. A contact whose reference is known is the same contact: nothing happens.
 * Without a tenancy, the home's active one is taken. Who gets in touch by themselves cuts short what we had under way to
 * reach them. Returns the ids of the contacts that are new; each waits for its
 * decision from when it is noticed (`notice-contacts.ts`).
 */
export async function addContacts(db: Transaction, contacts: readonly NewContact[]): Promise<string[]> {
  if (contacts.length === 0) return [];
  const rows = contacts.map((one) => ({
    id: uuidv7(),
    reference_id: one.reference.id,
    allocated_by: one.reference.allocatedBy,
    type_code: one.typeCode,
    type_source: one.typeSource,
    occurred_at: one.occurredAt,
    home_id: one.homeId,
    tenancy_id: one.tenancyId,
    person_id: one.personId,
    repair_id: one.repairId,
  }));
  const added = await db.rows<{ id: string }>(
    `INSERT INTO contacts (organisation_id, id, reference_id, allocated_by, type_code, type_source, occurred_at,
                           home_id, tenancy_id, person_id, repair_id)
     SELECT $1, r.id, r.reference_id, r.allocated_by, r.type_code, r.type_source, r.occurred_at,
            coalesce(r.home_id, (SELECT t.home_id FROM tenancies t WHERE t.organisation_id = $1 AND t.id = r.tenancy_id)),
            coalesce(r.tenancy_id, ${tenancyOfHome('r.home_id')}),
            r.person_id, r.repair_id
     FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, reference_id text, allocated_by text, type_code text,
            type_source text, occurred_at timestamptz, home_id uuid, tenancy_id uuid, person_id uuid, repair_id uuid)
     ON CONFLICT (organisation_id, allocated_by, reference_id) DO NOTHING
     RETURNING id`,
    [db.organisationId, JSON.stringify(rows)],
  );
  const ids = added.map(({ id }) => id);
  await cutShortLadders(db, ids);
  return ids;
}
