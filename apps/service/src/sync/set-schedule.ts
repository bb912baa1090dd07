import { setScheduleRequest, type RunScheduleKept } from '@doorstep/contracts/http';
import { nextRun } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { holdConnection } from '../connections/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { parseInput, Problem } from '../platform/problem.js';
import { lastFullRun } from './last-full-run.js';

/** Sets when a connection is brought in, and plans its next run by it. */
@Injectable()
export class SetSchedule {
  constructor(private readonly database: Database) {}

  /**
   * A connection that rests or was refused stays as it is until somebody asks for a run. Throws `Problem`: when another
   * schedule was set in between, with who set it.
   */
  async run(actor: string, organisationId: string, named: string, raw: unknown): Promise<void> {
    const { version, ...schedule } = parseInput(setScheduleRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await holdConnection(db, named);
      const next = nextRun(schedule, Date.now(), await lastFullRun(db, id));
      const changed = await db.rows(
        `UPDATE connections SET schedule = $3, schedule_version = schedule_version + 1,
           schedule_changed_by = $6, schedule_changed_at = now(),
           wants_full = wants_full OR $5,
           next_sync_at = CASE WHEN paused_at IS NULL AND refused_at IS NULL AND asked_at IS NULL THEN $4 ELSE next_sync_at END
         WHERE organisation_id = $1 AND id = $2 AND schedule_version = $7 RETURNING id`,
        [organisationId, id, JSON.stringify(schedule), new Date(next.at), next.isFull, actor, version],
      );
      if (changed.length === 0) throw await changedMeanwhile(db, id);
      await writeAudit(db, { actor, action: 'sync.schedule', subject: `connection:${id}` });
    });
  }
}

async function changedMeanwhile(db: Transaction, id: string): Promise<Problem> {
  const [kept] = await db.rows<RunScheduleKept>(
    `SELECT schedule_version AS version, schedule, ${nameOf('connections.schedule_changed_by')} AS "changedBy",
       ${instant('schedule_changed_at')} AS "changedAt"
     FROM connections WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, id],
  );
  const says = 'Somebody else set when it runs since you read it. Read it again and put your change on top.';
  return new Problem('conflict', 'schedule-changed', says, kept);
}
