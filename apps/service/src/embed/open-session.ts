import type { PanelLook, RecordKey, SessionReply } from '@doorstep/contracts/embed';
import { makeCredential } from '../organisations/index.js';
import type { Transaction } from '../platform/database/database.js';
import type { RecordSystems } from '../records/index.js';
import type { AtHand } from './check-session.js';
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
  readonly systems: RecordSystems;
}

/** What a session is opened for besides, by who stands at which record with it; undefined: for nothing more. */
export type WhenOpened = (db: Transaction, atHand: AtHand) => Promise<SessionReply['shown']>;

/**
 * Opens a session, in the transaction that uses up what it is opened for, and asks `opened` beside it. Only its hash is
 * kept.
 */
export async function openSession(db: Transaction, what: SessionFor, opened: WhenOpened): Promise<SessionReply> {
  const { installationId, staffId, roles, teams, record, locale, systems } = what;
  const session = makeCredential('ps', db.organisationId, installationId);
  const atHand = {
    staff: { organisationId: db.organisationId, staffId, roles, record, systems },
    installationId,
    teams,
  };
  const [{ look, residentWord, hasDraft }, shown] = await Promise.all([
    keepSession(db, session.secretHash, what),
    opened(db, atHand),
  ]);
  return {
    ...{ session: session.text, expiresIn: sessionSeconds, record, caps: capsOf(roles), locale },
    ...(look && { look }),
    ...(residentWord && { residentWord }),
    ...(hasDraft && { hasDraft }),
    ...(shown && { shown }),
  };
}

/** What comes with a session for whoever opens it, whatever their record shows. */
interface AtOpening {
  /** How the landlord's panel looks; null: as it is shipped. */
  readonly look: PanelLook | null;
  /** Null: residents. */
  readonly residentWord: NonNullable<SessionReply['residentWord']> | null;
  readonly hasDraft: boolean;
}

async function keepSession(db: Transaction, secretHash: Buffer, what: SessionFor): Promise<AtOpening> {
  const { installationId, staffId, roles, teams, record, mount, origin } = what;
  const [kept] = await db.rows<AtOpening>(
    `WITH seen AS (
       UPDATE installations SET last_seen_at = now(), last_seen_origin = $10
       WHERE organisation_id = $1 AND id = $3 AND coalesce(last_seen_at, '-infinity') < now() - interval '1 minute'
     ),
     over AS (DELETE FROM panel_sessions WHERE organisation_id = $1 AND expires_at < now()),
     stale AS (DELETE FROM panel_drafts WHERE organisation_id = $1 AND keep_until < now()),
     forgotten AS (DELETE FROM team_staff WHERE organisation_id = $1 AND last_seen_on < current_date - 30),
     unseen AS (DELETE FROM staff_seen WHERE organisation_id = $1 AND last_seen_on < current_date - 30 AND staff_id <> $4),
     known AS (
       INSERT INTO staff_seen (organisation_id, staff_id, roles, teams) VALUES ($1, $4, $5, $6)
       ON CONFLICT (organisation_id, staff_id)
       DO UPDATE SET roles = excluded.roles, teams = excluded.teams, last_seen_on = current_date
       WHERE staff_seen.last_seen_on < current_date OR staff_seen.roles <> excluded.roles OR staff_seen.teams <> excluded.teams
     ),
     at_work AS (
       INSERT INTO team_staff (organisation_id, team_code, staff_id)
       SELECT $1::uuid, code, $4 FROM teams WHERE organisation_id = $1 AND code = ANY ($6::text[]) ORDER BY code
       ON CONFLICT (organisation_id, team_code, staff_id) DO UPDATE SET last_seen_on = current_date
       WHERE team_staff.last_seen_on < current_date
     )
     INSERT INTO panel_sessions (organisation_id, secret_hash, installation_id, staff_id, roles, teams, record_type, record_id, mount, origin, expires_at)
     SELECT $1, $2, i.id, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(secs => $11)
     FROM installations i WHERE i.organisation_id = $1 AND i.id = $3
     RETURNING (SELECT jsonb_build_object('preset', preset, 'theme', theme, 'density', density, 'accent',
           CASE WHEN accent IS NOT NULL THEN jsonb_build_object('light', accent, 'dark', accent_dark) END)
         FROM look_settings WHERE organisation_id = $1) AS look,
       (SELECT nullif(resident_word, 'resident') FROM word_settings WHERE organisation_id = $1) AS "residentWord",
       EXISTS (SELECT FROM panel_drafts WHERE organisation_id = $1 AND installation_id = $3 AND staff_id = $4
         AND record_type = $7 AND record_id = $8 AND keep_until > now()) AS "hasDraft"`,
    [
      ...[db.organisationId, secretHash, installationId, staffId, roles, teams, record.type, record.id, mount, origin],
      sessionSeconds,
    ],
  );
  if (!kept) throw new Error('A session is opened for an installation that is there.');
  return kept;
}
