import { endStuckRequest, type StuckPoint } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readStuck } from './list-stuck.js';

/** Says what came of being stuck. Nobody is asked about it any more; it stays in the record of the ask. */
@Injectable()
export class EndStuck {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where nothing of the sort is open. */
  async run(caller: Caller, id: string, raw: unknown): Promise<StuckPoint> {
    refuseUnless(caller.roles, 'asks.change');
    const { cameOfIt } = parseInput(endStuckRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [ended] = await db.rows<{ askId: string }>(
        `UPDATE stuck_points SET ended_at = now(), ended_by = $3, came_of_it = $4
         WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL RETURNING ask_id AS "askId"`,
        [db.organisationId, id, caller.actor, cameOfIt],
      );
      if (!ended) throw new Problem('not-known', 'stuck-unknown', 'Nothing like that is open here.');
      // What nobody has put yet is not put any more.
      await db.rows(
        `UPDATE prompts SET state = 'withdrawn', closed_at = now()
         WHERE organisation_id = $1 AND stuck_id = $2 AND state = 'open'`,
        [db.organisationId, id],
      );
      await writeAudit(db, { actor: caller.actor, action: 'ask.stuck-end', subject: `ask:${ended.askId}` });
      const points = await readStuck(db, ended.askId, caller.roles);
      return points.find((one) => one.id === id)!;
    });
  }
}
