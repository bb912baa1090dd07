import type { GatherForm } from '@doorstep/contracts/http';
import { readCredential } from '../organisations/index.js';
import type { Database, Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

/** A link that works, and what it is for. */
export interface OpenLink {
  readonly id: string;
  readonly kind: 'partner' | 'stall';
  readonly place: string;
  readonly form: GatherForm;
  readonly askId: string | null;
  readonly wonderId: string | null;
  /** The question of its wonder box has its answers. */
  readonly isFull: boolean;
}

/**
 * Does something as whoever has the link, in one transaction. Throws `Problem`: the same for a link that is unknown, over
 * or withdrawn, and for one whose ask is closed.
 */
export async function withLink<T>(
  database: Database,
  text: string,
  work: (db: Transaction, link: OpenLink) => Promise<T>,
): Promise<T> {
  const claim = readCredential('sd', text.trim().split('#').at(-1)!);
  if (!claim) throw linkOver();
  return database.inOrganisation(claim.organisationId, async (db) => {
    const [link] = await db.rows<OpenLink>(
      `SELECT l.id, l.kind, l.place, l.form, l.ask_id AS "askId", l.wonder_id AS "wonderId",
         w.full_at IS NOT NULL AS "isFull"
       FROM gather_links l
       LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = l.ask_id
       LEFT JOIN wonders w ON w.organisation_id = $1 AND w.id = l.wonder_id
       WHERE l.organisation_id = $1 AND l.id = $2 AND l.secret_hash = $3 AND l.withdrawn_at IS NULL AND l.expires_at > now()
         AND (l.ask_id IS NULL
           OR (a.state = 'open' AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date))`,
      [db.organisationId, claim.id, claim.secretHash],
    );
    if (!link) throw linkOver();
    return work(db, link);
  });
}

/** As the audit and a voice name whoever has a link. */
export function actorOfLink(linkId: string): string {
  return `link:${linkId}`;
}

function linkOver(): Problem {
  return new Problem('not-signed-in', 'link-over', 'This link does not work any more. Ask whoever gave it to you.');
}

/** For a question that has the answers it was to take. */
export function wonderFull(): Problem {
  return new Problem('conflict', 'wonder-full', 'We have five; we will go and read them.');
}
