import { runSchedule } from '@doorstep/contracts/http';
import { nextRun } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { holdConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { lastFullRun } from './last-full-run.js';

/** Sets when a connection is brought in, and plans its next run by it. */
@Injectable()
export class SetSchedule {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. A connection that rests or was refused stays as it is until somebody asks for a run. */
  async run(actor: string, organisationId: string, named: string, raw: unknown): Promise<void> {
    const schedule = parseInput(runSchedule, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await holdConnection(db, named);
      const next = nextRun(schedule, Date.now(), await lastFullRun(db, id));
      await db.rows(
        `UPDATE connections SET schedule = $3, wants_full = wants_full OR $5,
           next_sync_at = CASE WHEN paused_at IS NULL AND refused_at IS NULL AND asked_at IS NULL THEN $4 ELSE next_sync_at END
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, JSON.stringify(schedule), new Date(next.at), next.isFull],
      );
      await writeAudit(db, { actor, action: 'sync.schedule', subject: `connection:${id}` });
    });
  }
}
