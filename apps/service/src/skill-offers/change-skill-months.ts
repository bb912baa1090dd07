import { skillMonthsRequest, type SkillMonths } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readSkillMonths } from './read-skill-offers.js';

/** Sets for how many months what people could bring is kept: of what they agree to from now on. */
@Injectable()
export class ChangeSkillMonths {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, raw: unknown): Promise<SkillMonths> {
    refuseUnless(caller.roles, 'settings.change');
    const { was, months } = parseInput(skillMonthsRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const changed = await db.rows(
        'UPDATE organisations SET skill_offer_months = $2 WHERE id = $1 AND skill_offer_months = $3 RETURNING id',
        [db.organisationId, months, was],
      );
      if (changed.length === 0)
        throw new Problem('conflict', 'changed-since', 'Somebody set another number of months since you looked.', {
          months: await readSkillMonths(db),
        });
      await writeAudit(db, {
        actor: caller.actor,
        action: 'skill-offer.settings',
        subject: `organisation:${db.organisationId}`,
        detail: { months },
      });
      return { months };
    });
  }
}
