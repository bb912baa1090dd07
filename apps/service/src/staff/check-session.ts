import type { ConsoleSession as SessionShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { actsOf, whoElseMay } from '../access/index.js';
import { readCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller, ConsoleSessions } from '../platform/http/caller.guard.js';
import { idleMinutes } from './console-session.js';

interface StoredSession {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly roles: SessionShown['roles'];
  readonly locale: SessionShown['locale'];
  readonly residentWord: SessionShown['residentWord'];
  readonly signedInBy: SessionShown['signedInBy'];
  readonly slug: string;
  readonly organisation: string;
  readonly expiresAt: Date;
  /** Used a while ago, as far as is written down. */
  readonly isStale: boolean;
}

/**
 * Says whose session a text is. What somebody may do is read each time, so that a role that was taken away is gone at
 * once, and so is whoever was removed.
 */
@Injectable()
export class CheckSession implements ConsoleSessions {
  constructor(private readonly database: Database) {}

  async callerOf(text: string): Promise<Caller | undefined> {
    const session = await this.run(text);
    if (!session) return undefined;
    return { organisationId: session.organisation.id, actor: `staff:${session.staffId}`, roles: session.roles };
  }

  /** Undefined for one that is unknown, over or not a session. */
  async run(text: string): Promise<SessionShown | undefined> {
    const claim = readCredential('cs', text);
    if (!claim) return undefined;
    return this.database.atOnce(claim.organisationId, async (db) => {
      const [session] = await db.rows<StoredSession>(
        `SELECT s.id, s.staff_id AS "staffId", t.name, t.roles, t.locale, s.signed_in_by AS "signedInBy", o.slug,
           coalesce(w.resident_word, 'resident') AS "residentWord",
           o.name AS organisation, least(s.expires_at, now() + make_interval(mins => $4)) AS "expiresAt",
           s.used_at < now() - interval '1 minute' AS "isStale"
         FROM console_sessions s
         JOIN staff t ON t.organisation_id = s.organisation_id AND t.id = s.staff_id
         JOIN organisations o ON o.id = s.organisation_id
         LEFT JOIN word_settings w ON w.organisation_id = s.organisation_id
         WHERE s.organisation_id = $1 AND s.id = $2 AND s.secret_hash = $3 AND s.ended_at IS NULL
           AND s.expires_at > now() AND s.used_at > now() - make_interval(mins => $4) AND t.removed_at IS NULL`,
        [claim.organisationId, claim.id, claim.secretHash, idleMinutes],
      );
      if (!session) return undefined;
      const { staffId, name, roles, locale, residentWord, signedInBy, slug, organisation, expiresAt, isStale } =
        session;
      if (isStale)
        await db.rows(
          `WITH used AS (UPDATE console_sessions SET used_at = now() WHERE organisation_id = $1 AND id = $2)
           UPDATE staff SET last_seen_at = now() WHERE organisation_id = $1 AND id = $3`,
          [db.organisationId, session.id, staffId],
        );
      return {
        staffId,
        name,
        roles,
        acts: actsOf(roles),
        whoElseMay: whoElseMay(roles),
        organisation: { id: db.organisationId, slug, name: organisation },
        locale,
        residentWord,
        signedInBy,
        expiresAt: expiresAt.toISOString(),
      };
    });
  }
}
