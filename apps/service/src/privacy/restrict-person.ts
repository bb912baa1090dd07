import type { PrivacyCase } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { residentOf } from './find-resident.js';
import { changeCaseRow, readCase, readOpenCase, shown, todayInLondon } from './read-case.js';

/**
 * Keeps what is held of somebody and stops its use: nothing is asked of their home or told to it, and their name goes
 * nowhere, until that is lifted. Staff see what they see of any home that there is nothing to ask of.
 */
@Injectable()
export class RestrictPerson {
  constructor(private readonly database: Database) {}

  /** Answers the case, closed. Throws `Problem` for one that is closed or asks for something else. */
  async run(caller: Caller, caseId: string): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.erase');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const { personId } = await readOpenCase(db, caseId, 'restrict');
      const { households } = await residentOf(db, personId);
      await db.rows(
        `UPDATE prompts SET state = 'withdrawn', closed_at = now()
         WHERE organisation_id = $1 AND household_id = ANY ($2::uuid[]) AND state = 'open'`,
        [db.organisationId, households],
      );
      await writeAudit(db, { actor: caller.actor, action: 'privacy.restrict', subject: `person:${personId}` });
      const done = `restricted_at = now(), closed_on = ${todayInLondon}, closed_as = 'restricted'`;
      return changeCaseRow(db, caller.actor, caseId, done);
    });
  }

  /** Lets what is held be used again. Throws `Problem` where nothing is restricted by this case. */
  async lift(caller: Caller, caseId: string): Promise<PrivacyCase> {
    refuseUnless(caller.roles, 'privacy.erase');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const before = await readCase(db, caseId);
      if (before.restrictedAt === null || before.liftedAt !== null)
        throw new Problem('conflict', 'not-restricted', 'Nothing is restricted by this case.', shown(before));
      await writeAudit(db, { actor: caller.actor, action: 'privacy.lift', subject: `person:${before.personId}` });
      return changeCaseRow(db, caller.actor, caseId, 'lifted_at = now()');
    });
  }
}
