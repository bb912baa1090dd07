import type { TaskSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** What staff are to do, soonest first. Looking is in the audit. */
@Injectable()
export class ListTasks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a role that may not read about people. */
  async run(caller: Caller, limit: number): Promise<{ items: TaskSummary[]; total: number }> {
    refuseUnless(caller.roles, 'people.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<TaskSummary & { total: number }>(
        `SELECT k.id, k.kind, k.subject, t.reference_id AS household, p.reference_id AS person, k.voice_id AS "voiceId",
                k.owner, k.due_on::text AS "dueOn", k.made_at AS "madeAt", (count(*) OVER ())::int AS total
         FROM staff_tasks k
         LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.id = k.household_id
         LEFT JOIN people p ON p.organisation_id = $1 AND p.id = k.person_id
         WHERE k.organisation_id = $1 AND k.done_at IS NULL ORDER BY k.due_on, k.id LIMIT $2`,
        [db.organisationId, limit],
      );
      await writeAudit(db, { actor: caller.actor, action: 'task.list', subject: `organisation:${db.organisationId}` });
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
