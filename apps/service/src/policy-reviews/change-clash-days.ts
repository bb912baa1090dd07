import { clashDaysRequest, type ClashDays } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readClashDays } from './list-policy-reviews.js';

/** Sets on how many days it has to be said that a policy does not fit before a review is raised. */
@Injectable()
export class ChangeClashDays {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, raw: unknown): Promise<ClashDays> {
    refuseUnless(caller.roles, 'settings.change');
    const { was, days } = parseInput(clashDaysRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const changed = await db.rows(
        'UPDATE organisations SET clash_days = $2 WHERE id = $1 AND clash_days = $3 RETURNING id',
        [db.organisationId, days, was],
      );
      if (changed.length === 0)
        throw new Problem('conflict', 'changed-since', 'Somebody set another number of days since you looked.', {
          days: await readClashDays(db),
        });
      await writeAudit(db, {
        actor: caller.actor,
        action: 'policy-review.settings',
        subject: `organisation:${db.organisationId}`,
        detail: { days },
      });
      return { days };
    });
  }
}
