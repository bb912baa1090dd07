import { startRunRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { holdConnection } from '../connections/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { wakeRelay } from '../platform/queue/wake-relay.js';

/** Asks for a run, now: of a connection that rests or was refused too. A worker takes it up; asked twice, it runs once. */
@Injectable()
export class StartRun {
  constructor(private readonly database: Database) {}

  /** `isFull`: everything is read from its start. Throws `Problem` when there is no such connection. */
  async run(actor: string, organisationId: string, named: string, raw: unknown): Promise<void> {
    const { isFull } = parseInput(startRunRequest, raw);
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await holdConnection(db, named);
      await db.rows(
        `UPDATE connections SET next_sync_at = now(), asked_at = now(), paused_at = NULL, wants_full = wants_full OR $3
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, isFull],
      );
      await writeAudit(db, { actor, action: 'sync.ask', subject: `connection:${id}`, detail: { isFull } });
      await wakeRelay(db);
    });
  }
}
