import type { BarrierStage } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** What gets in the way, by the stage at which it does: households are counted, not remarks. */
@Injectable()
export class ListBarriers {
  constructor(private readonly database: Database) {}

  /** Words are left out for whoever may not read them. */
  async run(caller: Caller, askId: string): Promise<{ items: BarrierStage[]; total: number }> {
    refuseUnless(caller.roles, 'asks.read');
    const items = await this.database.inOrganisation(caller.organisationId, (db) =>
      db.rows<BarrierStage>(
        `SELECT stage, count(DISTINCT household_id)::int AS households,
           CASE WHEN $3 THEN array_agg(words ORDER BY recorded_at, id) ELSE '{}' END AS words
         FROM ask_barriers WHERE organisation_id = $1 AND ask_id = $2
         GROUP BY stage ORDER BY households DESC, stage`,
        [db.organisationId, askId, mayDo(caller.roles, 'voices.read')],
      ),
    );
    return { items, total: items.length };
  }
}
