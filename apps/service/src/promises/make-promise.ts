import { makePromiseRequest, type PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readPromise } from './read-promises.js';

/** Writes down what the landlord promises, in residents' words (seed row 55). It stands last until they move it. */
@Injectable()
export class MakePromise {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an ask that is not there. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { words, agreedWith, owner, askId } = parseInput(makePromiseRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM promises WHERE organisation_id = $1 AND made_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return readPromise(db, before.id);
      }
      const asked = await db.rows('SELECT 1 FROM asks WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        askId,
      ]);
      if (askId !== null && !asked[0]) throw new Problem('not-known', 'ask-unknown', 'There is no such ask here.');
      const id = uuidv7();
      await db.rows(
        `INSERT INTO promises (organisation_id, id, version, place, words, agreed_with, owner, ask_id, made_by,
           idempotency_key, request_hash)
         VALUES ($1, $2, 1, (SELECT coalesce(max(place), 0) + 1 FROM promises WHERE organisation_id = $1),
           $3, $4, $5, $6, $7, $8, $9)`,
        [db.organisationId, id, words, agreedWith, owner, askId, caller.actor, once.idempotencyKey, once.requestHash],
      );
      await writeAudit(db, { actor: caller.actor, action: 'promise.make', subject: `promise:${id}` });
      return readPromise(db, id);
    });
  }
}
