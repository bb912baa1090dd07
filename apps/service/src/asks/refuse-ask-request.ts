import { refuseAskRequest, type AskRequestShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readAskRequest } from './read-ask-request.js';

/** Refuses what a team would like asked, with why: whoever sent it sees that. */
@Injectable()
export class RefuseAskRequest {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; for one that was answered otherwise. Sent twice, it is the same. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskRequestShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { because } = parseInput(refuseAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const changed = await db.rows(
        `UPDATE ask_requests SET refused_because = $4, answered_by = $3, answered_at = now()
         WHERE organisation_id = $1 AND id = $2 AND answered_at IS NULL RETURNING id`,
        [db.organisationId, id, caller.actor, because],
      );
      const now = await readAskRequest(db, id);
      if (now.because !== because)
        throw new Problem('conflict', 'ask-request-answered', 'Somebody answered this request already.', now);
      if (changed[0])
        await writeAudit(db, { actor: caller.actor, action: 'ask-request.refuse', subject: `ask-request:${id}` });
      return now;
    });
  }
}
