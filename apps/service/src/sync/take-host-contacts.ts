import { typeOfToldContact, type ContactMapping, type ContactRecord, type Reference } from '@doorstep/domain';
import { addContacts, type NewContact } from '../contacts/index.js';
import type { Transaction } from '../platform/database/database.js';
import { findReferences } from '../records/index.js';
import { contactDays } from './derive-page-contacts.js';
import type { PageRecord } from './merge-page.js';

/**
 * Takes the everyday contacts that a host keeps itself. A contact is told once, however often it is read; one older than
 * what still matters is history, and what staff note among themselves is nobody's contact.
 * Returns how many are new.
 */
export async function takeHostContacts(
  db: Transaction,
  connectionId: string,
  records: Iterable<PageRecord>,
  mapping: ContactMapping,
  now: Date,
): Promise<number> {
  const from = new Date(now.getTime() - contactDays * 86_400_000).toISOString();
  const contacts: NewContact[] = [];
  for (const { record } of records) {
    if (record.entity !== 'contact' || record.occurredAt < from || record.direction === 'internal') continue;
    contacts.push(await toContact(db, connectionId, record, mapping, now));
  }
  return (await addContacts(db, contacts)).length;
}

async function toContact(
  db: Transaction,
  connectionId: string,
  one: ContactRecord,
  mapping: ContactMapping,
  now: Date,
): Promise<NewContact> {
  const { personId, householdId, homeId } = await findReferences(db, {
    person: one.personReference ?? undefined,
    tenancy: one.tenancyReference ?? undefined,
    home: one.homeReference ?? undefined,
  });
  return {
    reference: { id: one.reference.id, allocatedBy: `${connectionId}/contact` },
    typeCode: typeOfToldContact(one, mapping),
    typeSource: `contact kind=${one.kind} direction=${one.direction} source=${one.kindSource ?? 'none'}`.slice(0, 200),
    occurredAt: one.occurredAt > now.toISOString() ? now.toISOString() : one.occurredAt,
    homeId,
    tenancyId: householdId,
    personId,
    repairId: await repairOf(db, connectionId, one.repairReference),
  };
}

async function repairOf(db: Transaction, connectionId: string, reference: Reference | null): Promise<string | null> {
  if (reference === null) return null;
  const [row] = await db.rows<{ id: string }>(
    `SELECT id FROM repairs WHERE organisation_id = $1 AND connection_id = $2 AND reference_id = $3`,
    [db.organisationId, connectionId, reference.id],
  );
  return row?.id ?? null;
}
