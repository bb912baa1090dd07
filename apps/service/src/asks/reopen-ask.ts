import { reopenAskRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readAskAt } from './change-ask.js';
import { takeRoll } from './open-ask.js';
import { problemsOf } from './read-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/**
 * Opens a closed ask again, with why and until when (seed row 92). It asks what it asked: what was heard so far stands,
 * and whoever has moved in since is on its roll. It no longer stops by itself at the answers that it had.
 */
@Injectable()
export class ReopenAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; for one that was decided, since answers would change nothing any more. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version, why, closesOn, decisionOn } = parseInput(reopenAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAskAt(db, id, version, caller.roles);
      if (ask.state === 'decided')
        throw new Problem('conflict', 'ask-decided', 'This is decided. Write a new ask to ask again.');
      if (ask.state !== 'closed')
        throw new Problem('conflict', 'ask-not-closed', 'This ask is not closed, so there is nothing to open again.');
      const [first] = problemsOf({ ...ask, content: { ...ask.content, closesOn, decisionOn } }).filter(
        ({ severity }) => severity === 'refuse',
      );
      if (first) throw new Problem('bad-input', 'ask-not-ready', `${first.part}: ${first.message}`);
      await db.rows(
        `INSERT INTO ask_reopenings (organisation_id, ask_id, number, closed_at, closed_because, decision_on, closes_on, why,
           reopened_by)
         SELECT $1, id, $3, closed_at, coalesce(closed_because, 'day-reached'), decision_on, closes_on, $4, $5
         FROM asks WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, ask.reopenings.length + 1, why, caller.actor],
      );
      await db.rows(
        `UPDATE asks SET state = 'open', closes_on = $4, decision_on = $5, ${changedBy('$3')},
           most_answers = CASE WHEN closed_because = 'enough-answers' THEN NULL ELSE most_answers END,
           closed_at = NULL, closed_because = NULL
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor, closesOn, decisionOn],
      );
      const households = await takeRoll(db, id);
      await writeAudit(db, { actor: caller.actor, action: 'ask.reopen', subject: `ask:${id}`, detail: { households } });
      return showAsk(db, id, caller.roles);
    });
  }
}
