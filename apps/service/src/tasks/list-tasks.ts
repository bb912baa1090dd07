import type { TaskSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** What staff are to do, soonest first, with the words it is about for whoever may read them. Looking is in the audit. */
@Injectable()
export class ListTasks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a role that may not read about people. */
  async run(caller: Caller, limit: number): Promise<{ items: TaskSummary[]; total: number }> {
    refuseUnless(caller.roles, 'people.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<TaskSummary & { total: number }>(
        `SELECT k.id, k.kind, k.subject, t.reference_id AS household, p.reference_id AS person, k.voice_id AS "voiceId",
                CASE WHEN h.id IS NOT NULL THEN
                  concat_ws(', ', nullif(array_to_string(h.address_lines, ', '), ''), h.postal_code) END AS address,
                v.words,
                (SELECT d.works_state FROM asks a
                 JOIN ask_decisions d ON d.organisation_id = $1 AND d.ask_id = a.id AND d.works_moved_at IS NOT NULL
                 WHERE k.kind = 'tell-works' AND a.organisation_id = $1 AND k.subject = 'topic:' || a.topic_id
                 ORDER BY d.works_moved_at DESC LIMIT 1) AS works, k.owner, s.name AS "ownerName", k.due_on::text AS "dueOn", k.made_at AS "madeAt", (count(*) OVER ())::int AS total
         FROM staff_tasks k
         LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.id = k.household_id
         LEFT JOIN people p ON p.organisation_id = $1 AND p.id = k.person_id
         LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
         LEFT JOIN voices v ON v.organisation_id = $1 AND v.id = k.voice_id AND v.withdrawn_at IS NULL
           AND v.words_removed_at IS NULL AND $3
         LEFT JOIN staff s ON s.organisation_id = $1 AND s.id::text = k.owner
         WHERE k.organisation_id = $1 AND k.done_at IS NULL ORDER BY k.due_on, k.id LIMIT $2`,
        [db.organisationId, limit, mayDo(caller.roles, 'voices.read')],
      );
      await writeAudit(db, { actor: caller.actor, action: 'task.list', subject: `organisation:${db.organisationId}` });
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
