import { auditQuery, type AuditEntryShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { parseInput } from '../platform/problem.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** Lists who did what, the newest first: all, or by who, what or to what it was done. Looking is in it as well. */
@Injectable()
export class ListAudit {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. `before` is the id at which the page before ended. */
  async run({ actor, organisationId }: Caller, raw: unknown): Promise<{ items: AuditEntryShown[]; total: number }> {
    const query = parseInput(auditQuery, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const asked = [organisationId, query.actor ?? null, query.action ?? null, query.subject ?? null];
      const which = `e.organisation_id = $1 AND ($2::text IS NULL OR e.actor = $2)
        AND ($3::text IS NULL OR e.action = $3 OR starts_with(e.action, $3 || '.')) AND ($4::text IS NULL OR e.subject = $4)`;
      const items = await db.rows<AuditEntryShown>(
        `SELECT e.id, ${instant('e.at')} AS at, e.actor, e.action, e.subject, e.detail,
           (SELECT s.name FROM staff s WHERE s.organisation_id = $1 AND 'staff:' || s.id = e.actor) AS name
         FROM audit_entries e WHERE ${which} AND ($5::uuid IS NULL OR e.id < $5) ORDER BY e.id DESC LIMIT $6`,
        [...asked, query.before ?? null, query.limit],
      );
      const [all] = await db.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit_entries e WHERE ${which}`,
        asked,
      );
      await writeAudit(db, {
        actor,
        action: 'audit.read',
        subject: `organisation:${organisationId}`,
        detail: { shown: items.length },
      });
      return { items, total: all?.count ?? 0 };
    });
  }
}
