import { Injectable } from '@nestjs/common';
import { readCredential } from '../organisations/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { openSession } from './console-session.js';

/** Signs somebody in with a link that works once. Every refusal of a link is the same. */
@Injectable()
export class UseSignInLink {
  constructor(private readonly database: Database) {}

  /** `link` is the whole link or what follows its `#`. Answers the session's text. Throws `Problem`. */
  async run(link: string): Promise<string> {
    const claim = readCredential('si', link.trim().split('#').at(-1)!);
    if (!claim) throw linkRefused();
    return this.database.inOrganisation(claim.organisationId, async (db) => {
      const [used] = await db.rows<{ staffId: string }>(
        `UPDATE sign_in_links l SET used_at = now() FROM staff t
         WHERE l.organisation_id = $1 AND l.id = $2 AND l.secret_hash = $3 AND l.used_at IS NULL AND l.expires_at > now()
           AND t.organisation_id = l.organisation_id AND t.id = l.staff_id AND t.removed_at IS NULL
         RETURNING l.staff_id AS "staffId"`,
        [claim.organisationId, claim.id, claim.secretHash],
      );
      if (!used) throw linkRefused();
      return openSession(db, used.staffId, 'link');
    });
  }
}

function linkRefused(): Problem {
  return new Problem(
    'not-signed-in',
    'link-refused',
    'This link was used before, is too old or is not whole. Ask an administrator for a new one.',
  );
}
