import type { Transaction } from '../platform/database/database.js';
import { wakeRelay } from '../platform/queue/wake-relay.js';
import { tenancyOfHome } from '../records/index.js';
import { cutShortLadders } from './cut-short-ladders.js';

/** Says, in the caller's transaction, that contacts wait for their decision. Once each, however often it is said. */
export async function noticeContacts(db: Transaction, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await db.rows(
    `INSERT INTO outbox (organisation_id, topic, subject_id) SELECT $1, 'contact', id FROM unnest($2::uuid[]) AS id
     ON CONFLICT (organisation_id, topic, subject_id) DO NOTHING`,
    [db.organisationId, contactIds],
  );
  await wakeRelay(db);
}

/**
 * Says it of every contact that came out of a connection and was not noticed yet. Said at the end of a run, not page by
 * page: a decision must not be made while the people of the household are still on their way.
 */
export async function noticeContactsOf(db: Transaction, connectionId: string): Promise<void> {
  // What came before its home was known belongs to it all the same.
  const atHome = await db.rows<{ id: string }>(
    `UPDATE contacts c SET home_id = r.home_id, tenancy_id = ${tenancyOfHome('r.home_id')}
     FROM repairs r
     WHERE c.organisation_id = $1 AND r.organisation_id = $1 AND r.id = c.repair_id AND r.connection_id = $2
       AND c.home_id IS NULL AND r.home_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM outbox o WHERE o.organisation_id = $1 AND o.topic = 'contact' AND o.subject_id = c.id)
     RETURNING c.id`,
    [db.organisationId, connectionId],
  );
  await cutShortLadders(
    db,
    atHome.map(({ id }) => id),
  );
  await db.rows(
    `INSERT INTO outbox (organisation_id, topic, subject_id)
     SELECT $1, 'contact', c.id FROM contacts c
     WHERE c.organisation_id = $1 AND c.allocated_by = ANY ($2::text[]) AND NOT EXISTS (
       SELECT FROM outbox o WHERE o.organisation_id = $1 AND o.topic = 'contact' AND o.subject_id = c.id)
     ORDER BY c.occurred_at, c.id
     ON CONFLICT (organisation_id, topic, subject_id) DO NOTHING`,
    [db.organisationId, ['repair', 'tenancy', 'case'].map((entity) => `${connectionId}/${entity}`)],
  );
  await wakeRelay(db);
}
