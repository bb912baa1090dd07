import { changePromiseRequest, type PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readPromise, readPromiseAt } from './read-promises.js';

/** Words a promise anew: a version more, with why. What it said before stays on record, and its place stays. */
@Injectable()
export class ChangePromise {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { version, words, agreedWith, owner, why } = parseInput(changePromiseRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await readPromiseAt(db, id, version);
      await db.rows('UPDATE promises SET ended_at = now() WHERE organisation_id = $1 AND id = $2 AND version = $3', [
        db.organisationId,
        id,
        version,
      ]);
      await db.rows(
        `INSERT INTO promises (organisation_id, id, version, place, words, why_changed, agreed_with, owner, ask_id, made_by)
         SELECT $1, id, version + 1, place, $4, $5, $6, $7, ask_id, $8 FROM promises
         WHERE organisation_id = $1 AND id = $2 AND version = $3`,
        [db.organisationId, id, version, words, why, agreedWith, owner, caller.actor],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'promise.change',
        subject: `promise:${id}`,
        detail: { version: version + 1 },
      });
      return readPromise(db, id);
    });
  }
}
