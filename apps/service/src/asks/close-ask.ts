import { closeAskRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readAskAt } from './change-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/** Stops an ask before its day. What was said so far stands, and is answered. */
@Injectable()
export class CloseAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Closed already, it stays as it is. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version } = parseInput(closeAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAskAt(db, id, version, caller.roles);
      if (ask.state === 'draft')
        throw new Problem('conflict', 'ask-not-open', 'Nobody was asked yet, so there is nothing to stop.');
      if (ask.state !== 'open') return showAsk(db, id, caller.roles);
      await db.rows(
        `UPDATE asks SET state = 'closed', closed_at = now(), closed_because = 'stopped', ${changedBy('$3')}
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor],
      );
      await writeAudit(db, { actor: caller.actor, action: 'ask.close', subject: `ask:${id}` });
      return showAsk(db, id, caller.roles);
    });
  }
}
