import { dismissPlannedWorksRequest, type PlannedWorksDismissed } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';

/** Puts works aside, with why nobody is asked about them. They are not offered again. */
@Injectable()
export class DismissPlannedWorks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Put aside already, the first reason stands. */
  async run(caller: Caller, id: string, raw: unknown): Promise<PlannedWorksDismissed> {
    refuseUnless(caller.roles, 'asks.change');
    const { because } = parseInput(dismissPlannedWorksRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const changed = await db.rows(
        `UPDATE planned_works SET dismissed_at = now(), dismissed_by = $3, dismissed_because = $4
         WHERE organisation_id = $1 AND id = $2 AND ask_id IS NULL AND dismissed_at IS NULL RETURNING id`,
        [db.organisationId, id, caller.actor, because],
      );
      const [now] = await db.rows<{ id: string; because: string | null }>(
        'SELECT id, dismissed_because AS because FROM planned_works WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, id],
      );
      if (!now) throw new Problem('not-known', 'planned-works-unknown', 'No such works are planned here.');
      if (now.because === null)
        throw new Problem('conflict', 'planned-works-asked', 'Somebody wrote an ask about these works already.');
      if (changed[0])
        await writeAudit(db, { actor: caller.actor, action: 'planned-works.dismiss', subject: `planned-works:${id}` });
      return { id, because: now.because };
    });
  }
}
