import type { RecordKey } from '@doorstep/contracts/embed';
import { readCredential } from '../organisations/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { openSession, type OpenedSession } from './open-session.js';

interface UsedLink {
  readonly installationId: string;
  readonly staffId: string;
  readonly roles: string[];
  readonly teams: string[];
  readonly recordType: RecordKey['type'];
  readonly recordId: string;
}

/** Opens a session with a one-time link. Undefined for one that is unknown, over, or used: of many at once, one gets it. */
export async function usePanelLink<Answer>(
  database: Database,
  link: string,
  opened: (db: Transaction, session: OpenedSession) => Promise<Answer>,
): Promise<{ answer: Answer } | undefined> {
  const claim = readCredential('pl', link);
  if (!claim) return undefined;
  return database.atOnce(claim.organisationId, async (db) => {
    const [used] = await db.rows<UsedLink>(
      `UPDATE panel_links SET used_at = now()
       WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3 AND used_at IS NULL AND expires_at > now()
       RETURNING installation_id AS "installationId", staff_id AS "staffId", roles, teams,
                 record_type AS "recordType", record_id AS "recordId"`,
      [db.organisationId, claim.id, claim.secretHash],
    );
    if (!used) return undefined;
    const { recordType: type, recordId: id, ...who } = used;
    const session = await openSession(db, { ...who, record: { type, id }, mount: 'link', origin: null, locale: null });
    return { answer: await opened(db, session) };
  });
}
