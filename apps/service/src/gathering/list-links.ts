import type { GatherLink } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** The links that were made, with how much came in through each. */
@Injectable()
export class ListLinks {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async run(caller: Caller, limit: number): Promise<{ items: GatherLink[]; total: number }> {
    refuseUnless(caller.roles, 'links.manage');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [all] = await db.rows<{ total: number }>(
        'SELECT count(*)::int AS total FROM gather_links WHERE organisation_id = $1',
        [db.organisationId],
      );
      return { items: await readLinks(db, limit), total: all?.total ?? 0 };
    });
  }
}

/** Links as they are shown, the newest first; one where an id is given. */
export async function readLinks(db: Transaction, limit: number, id: string | null = null): Promise<GatherLink[]> {
  return db.rows<GatherLink>(
    `SELECT l.id, l.kind, l.name, l.place, l.form,
       CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('id', a.id, 'question', a.question) END AS ask,
       w.question AS wonder, ${instant('l.made_at')} AS "madeAt", ${instant('l.expires_at')} AS "expiresAt",
       CASE WHEN l.withdrawn_at IS NOT NULL THEN 'withdrawn'
         WHEN l.expires_at <= now() OR w.full_at IS NOT NULL
           OR a.state <> 'open' OR a.closes_on < (now() AT TIME ZONE 'Europe/London')::date THEN 'over'
         ELSE 'works' END AS state,
       coalesce(s.said, 0) AS said, coalesce(s.waiting, 0) AS waiting
     FROM gather_links l
     LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = l.ask_id
     LEFT JOIN wonders w ON w.organisation_id = $1 AND w.id = l.wonder_id
     LEFT JOIN (
       SELECT link_id, (count(*) FILTER (WHERE state <> 'left-out'))::int AS said,
         (count(*) FILTER (WHERE state = 'held'))::int AS waiting
       FROM said_entries WHERE organisation_id = $1 GROUP BY link_id) s ON s.link_id = l.id
     WHERE l.organisation_id = $1 AND ($3::uuid IS NULL OR l.id = $3)
     ORDER BY l.made_at DESC, l.id DESC LIMIT $2`,
    [db.organisationId, limit, id],
  );
}
