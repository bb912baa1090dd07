import { addActionRequest, type PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readPromise, refuseEnded } from './read-promises.js';

/** Writes down what is to be done for a promise, by whom and by when. */
@Injectable()
export class AddAction {
  constructor(private readonly database: Database) {}

  /** Answers the promise with it. Throws `Problem` for one that is not there or has ended. */
  async run(caller: Caller, promiseId: string, raw: unknown, once: WriteOnce): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { what, owner, dueOn } = parseInput(addActionRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM promise_actions
         WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return readPromise(db, promiseId);
      }
      const promise = await readPromise(db, promiseId);
      refuseEnded(promise);
      await db.rows(
        `INSERT INTO promise_actions (organisation_id, id, promise_id, promise_version, what, owner, due_on, recorded_by,
           idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[db.organisationId, uuidv7(), promiseId, promise.version, what, owner, dueOn, caller.actor],
          ...[once.idempotencyKey, once.requestHash],
        ],
      );
      await writeAudit(db, { actor: caller.actor, action: 'promise.action', subject: `promise:${promiseId}` });
      return readPromise(db, promiseId);
    });
  }
}
