import type { AlertRecord } from '@doorstep/domain';
import { contactMappingOf, type OpenedConnection } from '../connections/index.js';
import type { Transaction } from '../platform/database/database.js';
import { derivePageContacts } from './derive-page-contacts.js';
import { linkHouseholds } from './link-households.js';
import { findChanged, mergeChanged, type PageRecord } from './merge-page.js';
import type { MirroredEntity } from './mirror-tables.js';
import { writeAlerts } from './read-alerts.js';
import { readAppointments, visitEndings, writeAppointments } from './read-appointments.js';
import { endedAt } from './write-page.js';

const inOrder: readonly MirroredEntity[] = ['home', 'tenancy', 'person', 'repair', 'case'];

/**
 * Writes records as a run would, in the caller's transaction, which is meant to be undone: for whoever wants to see what
 * would come of them.
 */
export async function rehearseRecords(
  db: Transaction,
  connection: OpenedConnection,
  records: readonly PageRecord[],
  alerts: readonly AlertRecord[],
): Promise<void> {
  const { row } = connection;
  const now = new Date();
  for (const entity of inOrder) {
    const page = records.filter(({ record }) => record.entity === entity);
    if (page.length === 0) continue;
    const changed = await findChanged(db, row.id, entity, page);
    const appointments = await readAppointments(connection, changed, now);
    const endings = visitEndings(appointments, now);
    const merged = await mergeChanged(db, row.id, entity, changed, (one) => endedAt(one, endings, now));
    await writeAppointments(db, appointments, merged);
    if (entity === 'person') await linkHouseholds(db, row.id);
    await derivePageContacts(db, row.id, changed, merged, endings, contactMappingOf(row), now);
  }
  const people = await db.rows<{ id: string; connection_id: string; reference_id: string }>(
    `SELECT id, connection_id, reference_id FROM people
     WHERE organisation_id = $1 AND connection_id = $2 AND reference_id = ANY ($3::text[])`,
    [db.organisationId, row.id, records.filter(({ record }) => record.entity === 'person').map(({ key }) => key)],
  );
  await writeAlerts(db, people, alerts);
}
