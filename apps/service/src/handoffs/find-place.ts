import type { HandOffRaiseRequest } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import { findReferences, householdOf, recordUnknown, type StaffAtRecord } from '../records/index.js';
import type { HandOffPlace } from './hand-off-content.js';

/** Whose home or household the open record is about. Throws `Problem` when no sync has brought it. */
export async function placeOfRecord(
  db: Transaction,
  { systems, record }: Pick<StaffAtRecord, 'systems' | 'record'>,
): Promise<HandOffPlace> {
  const owner = await householdOf(db, systems, record);
  if (!owner) throw recordUnknown();
  const found = { ...owner, homeId: await homeOf(db, owner.householdId) };
  if (found.homeId !== null || record.type !== 'home') return found;
  // An empty home has no household, and can be unsafe all the same.
  const { homeId } = await findReferences(db, { home: { id: record.id, allocatedBy: systems.home } });
  return { ...found, homeId };
}

/** The same for a reference that the landlord's own system gives. */
export async function placeOfReference(
  db: Transaction,
  request: Pick<HandOffRaiseRequest, 'person' | 'tenancy' | 'home'>,
): Promise<HandOffPlace> {
  const found = await findReferences(db, request);
  if (found.personId === null && found.householdId === null && found.homeId === null) throw recordUnknown();
  return { ...found, homeId: found.homeId ?? (await homeOf(db, found.householdId)) };
}

async function homeOf(db: Transaction, householdId: string | null): Promise<string | null> {
  const [found] = await db.rows<{ id: string | null }>(
    `SELECT home_id AS id FROM tenancies WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, householdId],
  );
  return found?.id ?? null;
}
