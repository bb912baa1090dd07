import { settleActionRequest, type PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readPromise } from './read-promises.js';

/** Says that an action under a promise is done, or that it will not be, and why. Either is said once. */
@Injectable()
export class SettleAction {
  constructor(private readonly database: Database) {}

  /** Answers the promise. Throws `Problem`; `action-settled` carries the promise as it stands as `current`. */
  async run(caller: Caller, promiseId: string, actionId: string, raw: unknown): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.change');
    const settled = parseInput(settleActionRequest, raw);
    const doneOn = 'doneOn' in settled ? settled.doneOn : null;
    const because = 'notDoneBecause' in settled ? settled.notDoneBecause : null;
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [is] = await db.rows<{ isToCome: boolean }>(
        `SELECT $1::date > (now() AT TIME ZONE 'Europe/London')::date AS "isToCome"`,
        [doneOn],
      );
      if (is?.isToCome === true)
        throw new Problem('bad-input', 'day-to-come', 'doneOn: enter the day it was done, today at the latest.');
      const changed = await db.rows(
        `UPDATE promise_actions SET done_on = $4, not_done_because = $5, settled_at = now()
         WHERE organisation_id = $1 AND promise_id = $2 AND id = $3 AND done_on IS NULL AND not_done_because IS NULL
         RETURNING id`,
        [db.organisationId, promiseId, actionId, doneOn, because],
      );
      const promise = await readPromise(db, promiseId);
      const action = promise.actions.find(({ id }) => id === actionId);
      if (!action) throw new Problem('not-known', 'action-unknown', 'This promise has no such action.');
      if (changed[0]) {
        const detail = { isDone: doneOn !== null };
        await writeAudit(db, {
          actor: caller.actor,
          action: 'promise.settle',
          subject: `promise:${promiseId}`,
          detail,
        });
        return promise;
      }
      // Sent twice, it is the same.
      if (action.doneOn === doneOn && action.notDoneBecause === because) return promise;
      throw new Problem('conflict', 'action-settled', 'Somebody said already what became of this.', promise);
    });
  }
}
