import { endPromiseRequest, type PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readPromise, readPromiseAt } from './read-promises.js';

/** Ends a promise, with why. It stays on record with everything that was done for it. */
@Injectable()
export class EndPromise {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { version, because } = parseInput(endPromiseRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await readPromiseAt(db, id, version);
      await db.rows(
        `UPDATE promises SET ended_at = now(), ended_because = $4, ended_by = $5
         WHERE organisation_id = $1 AND id = $2 AND version = $3`,
        [db.organisationId, id, version, because, caller.actor],
      );
      await writeAudit(db, { actor: caller.actor, action: 'promise.end', subject: `promise:${id}` });
      return readPromise(db, id);
    });
  }
}
