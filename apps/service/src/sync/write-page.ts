import type { StreamSpec } from '@doorstep/connectors';
import { contactMappingOf, type OpenedConnection } from '../connections/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { countUnknownCodes } from './count-unknown-codes.js';
import { derivePageContacts } from './derive-page-contacts.js';
import { followIdentity } from './follow-identity.js';
import { followWorks } from './follow-works.js';
import { holdRows, releaseRows } from './hold-rows.js';
import { keepRowHashes } from './known-rows.js';
import { markDeleted } from './mark-deleted.js';
import { findChanged, mergeChanged, type ChangedRecord } from './merge-page.js';
import type { MirroredEntity } from './mirror-tables.js';
import { notePlannedWorks } from './note-planned-works.js';
import type { Page } from './page.js';
import { readAppointments, visitEndings, writeAppointments } from './read-appointments.js';
import type { StreamCounts } from './stream-counts.js';
import { takeHostContacts } from './take-host-contacts.js';
import { removeVisits, takeVisits } from './take-visits.js';

/**
 * Writes what pages say, in one transaction with `atItsEnd`, which writes how far the reading came. What is unchanged is
 * neither sent again nor touched. Counts what it did once it is kept.
 */
export async function writePage(
  database: Database,
  connection: OpenedConnection,
  stream: StreamSpec,
  page: Page,
  counts: StreamCounts,
  atItsEnd: (db: Transaction) => Promise<void>,
): Promise<void> {
  const { row } = connection;
  const now = new Date();
  const inTransaction = <T>(work: (db: Transaction) => Promise<T>) => database.inOrganisation(row.organisationId, work);
  const finish = async (db: Transaction): Promise<void> => {
    await holdRows(db, row.id, page.held);
    await countUnknownCodes(db, row.id, page.unknown);
    const settled = [...page.records.keys(), ...page.deleted, ...page.merged.keys(), ...page.erased];
    if (settled.length > 0) await releaseRows(db, row.id, stream.name, settled);
    await atItsEnd(db);
  };
  if (stream.entity === 'contact') {
    counts.contacts += await inTransaction(async (db) => {
      const taken = await takeHostContacts(db, row.id, page.records.values(), contactMappingOf(row), now);
      await finish(db);
      return taken;
    });
  } else if (stream.entity === 'appointment') {
    const [{ inserted, updated }, deleted] = await inTransaction(async (db) => {
      const gone = await removeVisits(db, row.id, [...page.deleted]);
      const taken = await takeVisits(db, row.id, page.records.values());
      await finish(db);
      return [taken, gone] as const;
    });
    counts.inserted += inserted;
    counts.updated += updated;
    counts.deleted += deleted;
  } else {
    const entity = stream.entity as MirroredEntity;
    const records = [...page.records.values()];
    const changed = records.length === 0 ? [] : await inTransaction((db) => findChanged(db, row.id, entity, records));
    const appointments = await readAppointments(connection, changed, now);
    const endings = visitEndings(appointments, now);
    await inTransaction(async (db) => {
      const merged = await mergeChanged(db, row.id, entity, changed, (one) => endedAt(one, endings, now));
      const isChanged = new Set(changed.map(({ key }) => key));
      await keepRowHashes(
        db,
        row.id,
        entity,
        records.filter(({ key, rowHash }) => rowHash !== undefined && !isChanged.has(key)),
      );
      await writeAppointments(db, appointments, merged);
      if (entity === 'repair') {
        await followWorks(db, row.id, [...isChanged]);
        await notePlannedWorks(db, row.id, changed, contactMappingOf(row));
      }
      const contacts = await derivePageContacts(db, row.id, changed, merged, endings, contactMappingOf(row), now);
      const gone =
        (await markDeleted(db, row.id, entity, [...page.deleted])) + (await followIdentity(db, row.id, entity, page));
      await finish(db);
      counts.inserted += merged.filter((one) => one.isNew).length;
      counts.updated += merged.filter((one) => !one.isNew).length;
      counts.deleted += gone;
      counts.contacts += contacts;
    });
  }
  counts.read += page.read;
  counts.held += page.held.length;
}

const ended = new Set(['completed', 'no-access', 'cancelled', 'superseded']);

/** When an order ended: as the host or its visit says, else when we saw it end, else (first read) when it was raised. */
export function endedAt(one: ChangedRecord, visits: ReadonlyMap<string, string>, now: Date): string | null {
  if (one.record.entity !== 'repair' || !ended.has(one.record.phase)) return null;
  const sawItEnd = one.before !== null && !ended.has(String(one.before['phase']));
  // An order that came without any date has ended and has no ending: then the first date it comes with is taken.
  const known = sawItEnd ? null : ((one.before?.['ended_at'] ?? null) as string | null);
  return known ?? one.record.completedAt ?? visits.get(one.key) ?? (sawItEnd ? now.toISOString() : one.record.raisedAt);
}
