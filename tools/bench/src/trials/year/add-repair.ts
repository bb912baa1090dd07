import {
  contactMapping,
  deriveContacts,
  isEntryRepair,
  type DerivedContact,
  type RepairRecord,
} from '@doorstep/domain';
import type { History } from './history.js';

const day = 86_400_000;

/** The year that is replayed, in milliseconds since 1970. */
export const year = { from: Date.parse('2025-11-25T00:00:00Z'), until: Date.parse('2026-11-25T00:00:00Z') };

/** Contacts of this year as the sync would derive them. */
export const window = { from: new Date(year.from).toISOString(), now: new Date(year.until).toISOString() };

/** Puts a repair into a home's history, with the contact that its end makes. `endedAt` null: it still stands. */
export function addRepair(history: History, record: RepairRecord, endedAt: number | null): void {
  const raisedAt = Date.parse(record.raisedAt ?? '');
  const ended = endedAt === null ? null : Math.max(endedAt, raisedAt);
  // Older than any fact looks back, and long over.
  if (ended !== null && ended < year.from - 60 * day) return;
  const { reference, description, tradeCode, tradeName, isEmergency, isHazard, phase } = record;
  history.repairs.push({
    reference: reference.id,
    isEmergency,
    isHazard,
    isEntry: isEntryRepair({ description, tradeCode, tradeName }),
    raisedAt,
    endedAt: ended,
    phase,
  });
  if (ended === null) return;
  const observedAt = new Date(ended).toISOString();
  const before: RepairRecord = { ...record, phase: 'open' };
  for (const derived of deriveContacts(
    { entity: 'repair', before, after: record, observedAt },
    contactMapping,
    window,
  )) {
    addDerived(history, record.reference.id, derived, {
      reference: reference.id,
      description,
      tradeCode,
      tradeName,
      isEmergency,
      isHazard,
      finishedAt: null,
    });
  }
}

/** Puts a contact that came of the housing system into a home's history. */
export function addDerived(
  history: History,
  record: string,
  { key, typeCode, typeSource, occurredAt }: DerivedContact,
  repair: History['contacts'][number]['facts']['repair'],
): void {
  const reference = `${record}:${key}`;
  history.contacts.push({
    at: Date.parse(occurredAt),
    channel: 'in-person',
    facts: { id: reference, reference, typeCode, typeSource, occurredAt, repair },
  });
}
