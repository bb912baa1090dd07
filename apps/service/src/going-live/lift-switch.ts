import type { GoingLive } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { readGoingLive } from './show-going-live.js';

/** Lifts an off switch: what it covered is shown prompts again, where nothing else keeps them off. */
@Injectable()
export class LiftSwitch {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run({ actor, organisationId }: Pick<Caller, 'actor' | 'organisationId'>, id: string): Promise<GoingLive> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [lifted] = await db.rows(
        `UPDATE off_switches SET lifted_at = coalesce(lifted_at, now()), lifted_by = coalesce(lifted_by, $3)
         WHERE organisation_id = $1 AND id = $2 RETURNING id`,
        [organisationId, id, actor],
      );
      if (!lifted) throw new Problem('not-known', 'switch-unknown', 'There is no such switch here.');
      await writeAudit(db, { actor, action: 'off-switch.lift', subject: `off-switch:${id}` });
      return readGoingLive(db);
    });
  }
}
