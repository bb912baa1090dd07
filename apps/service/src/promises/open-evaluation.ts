import { openEvaluationRequest, type EvaluationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { showEvaluation } from './read-evaluation.js';

/** Begins an evaluation: of the promises, once as a baseline and then once a year, or of an ask. */
@Injectable()
export class OpenEvaluation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an ask that is not there, and for what is evaluated already. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<EvaluationShown> {
    refuseUnless(caller.roles, 'evaluations.write');
    const wanted = parseInput(openEvaluationRequest, raw);
    const [askId, isBaseline, year] =
      wanted.of === 'ask' ? [wanted.askId, false, null] : [null, wanted.isBaseline, wanted.year];
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM evaluations WHERE organisation_id = $1 AND opened_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return showEvaluation(db, before.id, caller.roles);
      }
      if (askId !== null) {
        const [asked] = await db.rows('SELECT 1 FROM asks WHERE organisation_id = $1 AND id = $2', [
          db.organisationId,
          askId,
        ]);
        if (!asked) throw new Problem('not-known', 'ask-unknown', 'There is no such ask here.');
      }
      const id = uuidv7();
      const [opened] = await db.rows(
        `INSERT INTO evaluations (organisation_id, id, ask_id, is_baseline, year, opened_by, written_by, idempotency_key,
           request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
        [db.organisationId, id, askId, isBaseline, year, caller.actor, once.idempotencyKey, once.requestHash],
      );
      if (!opened)
        throw new Problem('conflict', 'evaluated-already', 'This is being evaluated already. Open it in the list.');
      await writeAudit(db, { actor: caller.actor, action: 'evaluation.open', subject: `evaluation:${id}` });
      return showEvaluation(db, id, caller.roles);
    });
  }
}
