import type { HeldSaid } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Sealer } from '../platform/secrets/seal.js';
import { openSealedSaid } from './said-words.js';

/** What came in through links and waits until somebody has settled which home it is about. Reading it is in the audit. */
@Injectable()
export class ListSaid {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Oldest first. Throws `Problem` for a role that may not read what was said. */
  async run(caller: Caller, limit: number): Promise<{ items: HeldSaid[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const rows = await db.rows<HeldRow>(
        `SELECT e.id, e.sealed_words AS sealed, ${instant('e.received_at')} AS "receivedAt",
           jsonb_build_object('id', l.id, 'kind', l.kind, 'name', l.name, 'place', l.place) AS link,
           coalesce(w.question, a.question) AS question, (count(*) OVER ())::int AS total
         FROM said_entries e
         JOIN gather_links l ON l.organisation_id = $1 AND l.id = e.link_id
         LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = l.ask_id
         LEFT JOIN wonders w ON w.organisation_id = $1 AND w.id = l.wonder_id
         WHERE e.organisation_id = $1 AND e.state = 'held' ORDER BY e.received_at, e.id LIMIT $2`,
        [db.organisationId, limit],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'said.held',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: rows.length },
      });
      const items = rows.map(({ id, sealed, receivedAt, link, question }) => {
        const { parts, whose, home, reach } = openSealedSaid(this.sealer, db.organisationId, id, sealed);
        return { id, link, question, parts: [...parts], whose, home: home ?? '', reach, receivedAt };
      });
      return { items, total: rows[0]?.total ?? 0 };
    });
  }
}

interface HeldRow extends Pick<HeldSaid, 'id' | 'link' | 'question' | 'receivedAt'> {
  readonly sealed: string;
  readonly total: number;
}
