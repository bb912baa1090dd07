import type { RecordKey, SessionReply } from '@doorstep/contracts/embed';
import { makeCredential } from '../organisations/index.js';
import type { Transaction } from '../platform/database/database.js';
import { capsOf } from './panel-caps.js';

const sessionSeconds = 15 * 60;

/** Who a session is for, and where it is good. */
export interface SessionFor {
  readonly installationId: string;
  readonly staffId: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly record: RecordKey;
  /** In the host's own page, in our frame page inside it, or in our page on its own. */
  readonly mount: 'page' | 'frame' | 'link';
  /** The host's page; null for a link. */
  readonly origin: string | null;
  readonly locale: SessionReply['locale'];
}

/** Opens a session, in the transaction that used up what it is opened for. Only its hash is kept. */
export async function openSession(db: Transaction, what: SessionFor): Promise<SessionReply> {
  const { installationId, staffId, roles, teams, record, mount, origin, locale } = what;
  const session = makeCredential('ps', db.organisationId, installationId);
  await db.rows('DELETE FROM panel_sessions WHERE organisation_id = $1 AND expires_at < now()', [db.organisationId]);
  await db.rows(
    `INSERT INTO panel_sessions (organisation_id, secret_hash, installation_id, staff_id, roles, teams, record_type, record_id, mount, origin, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(secs => $11))`,
    [
      db.organisationId,
      session.secretHash,
      ...[installationId, staffId, roles, teams, record.type, record.id, mount, origin],
      sessionSeconds,
    ],
  );
  return { session: session.text, expiresIn: sessionSeconds, record, caps: capsOf(roles), locale };
}
