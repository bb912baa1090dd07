import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';

/** Keeps that a task was done, and by whom. Done again it stays as it was. */
@Injectable()
export class FinishTask {
  constructor(private readonly database: Database) {}

  /** `id` is the task's. Throws `Problem` when there is no such task. */
  async run(caller: Caller, id: string): Promise<void> {
    refuseUnless(caller.roles, 'voices.write');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      const [found] = await db.rows<{ isDone: boolean }>(
        `SELECT done_at IS NOT NULL AS "isDone" FROM staff_tasks WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
        [db.organisationId, id],
      );
      if (!found)
        throw new Problem('not-known', 'task-unknown', 'There is no such task. List them to see which are open.');
      if (found.isDone) return;
      await db.rows(`UPDATE staff_tasks SET done_at = now(), done_by = $3 WHERE organisation_id = $1 AND id = $2`, [
        db.organisationId,
        id,
        caller.actor,
      ]);
      await writeAudit(db, { actor: caller.actor, action: 'task.finish', subject: `task:${id}` });
    });
  }
}
