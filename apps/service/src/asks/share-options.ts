import { closeAskRequest as atVersion, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readAskAt } from './change-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/** Records that the options, with their costs, were shared with everybody in scope. The first time counts. */
@Injectable()
export class ShareOptions {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version } = parseInput(atVersion, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAskAt(db, id, version, caller.roles);
      if (ask.content.options.length < 2)
        throw new Problem('conflict', 'no-options', 'Write down two options or more before you share them.');
      if (ask.state !== 'open')
        throw new Problem('conflict', 'ask-not-open', 'Options are shared while an ask is open: open it first.');
      await db.rows(
        `UPDATE asks SET options_shared_at = coalesce(options_shared_at, now()), ${changedBy('$3')}
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor],
      );
      await writeAudit(db, { actor: caller.actor, action: 'ask.share-options', subject: `ask:${id}` });
      return showAsk(db, id, caller.roles);
    });
  }
}
