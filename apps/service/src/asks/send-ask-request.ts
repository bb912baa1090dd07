import { sendAskRequest, type AskRequestShown } from '@doorstep/contracts/http';
import { checkAskRequest } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readAskRequest } from './read-ask-request.js';
import { refuseUnknownPlaces } from './write-ask.js';

/** Sends whoever leads what a team would like residents to be asked. Nobody is asked by it (seed row 75). */
@Injectable()
export class SendAskRequest {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`, for a question that no resident is to be asked in these words. What could be better comes with it. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<AskRequestShown> {
    refuseUnless(caller.roles, 'asks.request');
    const given = parseInput(sendAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM ask_requests
         WHERE organisation_id = $1 AND requested_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return readAskRequest(db, before.id);
      }
      const first = checkAskRequest(given).find(({ severity }) => severity === 'refuse');
      if (first) throw new Problem('bad-input', 'ask-request-wording', `${first.part}: ${first.message}`);
      await refuseUnknownPlaces(db, given.scope);
      const id = uuidv7();
      await db.rows(
        `INSERT INTO ask_requests (organisation_id, id, question, why, scope, requested_by, idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          ...[db.organisationId, id, given.question, given.why, JSON.stringify(given.scope)],
          ...[caller.actor, once.idempotencyKey, once.requestHash],
        ],
      );
      await writeAudit(db, { actor: caller.actor, action: 'ask-request.send', subject: `ask-request:${id}` });
      return readAskRequest(db, id);
    });
  }
}
