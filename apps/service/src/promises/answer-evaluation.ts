import { answerEvaluationRequest, type EvaluationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readEvaluation, showEvaluation } from './read-evaluation.js';

/** Keeps what staff answer to a locked report: apart from it, under their name, and touching nothing in it. */
@Injectable()
export class AnswerEvaluation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for one that is still being written. */
  async run(caller: Caller, id: string, raw: unknown, once: WriteOnce): Promise<EvaluationShown> {
    refuseUnless(caller.roles, 'promises.change');
    const { words } = parseInput(answerEvaluationRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ request_hash: Buffer }>(
        `SELECT request_hash FROM evaluation_answers
         WHERE organisation_id = $1 AND answered_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return showEvaluation(db, id, caller.roles);
      }
      if ((await readEvaluation(db, id)).lockedAt === null)
        throw new Problem('conflict', 'evaluation-open', 'Residents are still writing this. Answer once they lock it.');
      await db.rows(
        `INSERT INTO evaluation_answers (organisation_id, id, evaluation_id, words, answered_by, idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [db.organisationId, uuidv7(), id, words, caller.actor, once.idempotencyKey, once.requestHash],
      );
      await writeAudit(db, { actor: caller.actor, action: 'evaluation.answer', subject: `evaluation:${id}` });
      return showEvaluation(db, id, caller.roles);
    });
  }
}
