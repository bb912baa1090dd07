import type { RecordKey, SessionReply } from '@doorstep/contracts/embed';
import { readCredential } from '../organisations/index.js';
import type { Database } from '../platform/database/database.js';
import type { RecordSystems } from '../records/index.js';
import { openSession, type WhenOpened } from './open-session.js';

interface UsedLink {
  readonly installationId: string;
  readonly staffId: string;
  readonly roles: string[];
  readonly teams: string[];
  readonly recordType: RecordKey['type'];
  readonly recordId: string;
  readonly systems: RecordSystems;
}

/** Opens a session with a one-time link. Undefined for one that is unknown, over, or used: of many at once, one gets it. */
export async function usePanelLink(
  database: Database,
  link: string,
  opened: WhenOpened,
): Promise<SessionReply | undefined> {
  const claim = readCredential('pl', link);
  if (!claim) return undefined;
  return database.atOnce(claim.organisationId, async (db) => {
    const [used] = await db.rows<UsedLink>(
      `UPDATE panel_links SET used_at = now()
       WHERE organisation_id = $1 AND id = $2 AND secret_hash = $3 AND used_at IS NULL AND expires_at > now()
       RETURNING installation_id AS "installationId", staff_id AS "staffId", roles, teams,
                 record_type AS "recordType", record_id AS "recordId",
                 (SELECT record_systems FROM installations i WHERE i.organisation_id = $1 AND i.id = installation_id) AS systems`,
      [db.organisationId, claim.id, claim.secretHash],
    );
    if (!used) return undefined;
    const { recordType: type, recordId: id, ...who } = used;
    const session = { ...who, record: { type, id }, mount: 'link' as const, origin: null, locale: null };
    return openSession(db, session, opened);
  });
}
