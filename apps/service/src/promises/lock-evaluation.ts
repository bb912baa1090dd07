import { lockEvaluationRequest, type EvaluationShown } from '@doorstep/contracts/http';
import type { EvaluationGap } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { missing, sealOf, showEvaluation } from './read-evaluation.js';
import { readEvaluationAt } from './write-evaluation.js';

const toDo: Readonly<Record<EvaluationGap, string>> = {
  report: 'Write the report first.',
  judgement: 'Say of every promise whether it is kept, or that it is too early.',
  finding: 'Write what you found under each theme, or take the theme out.',
};

/** Locks an evaluation: from then on it reads as it does now, for whoever asks, and nobody changes it (seed row 62). */
@Injectable()
export class LockEvaluation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where something is missing from it; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<EvaluationShown> {
    refuseUnless(caller.roles, 'evaluations.write');
    const { version } = parseInput(lockEvaluationRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const evaluation = await readEvaluationAt(db, id, version, caller.roles);
      const [gap] = await missing(db, evaluation);
      if (gap) throw new Problem('bad-input', `evaluation-no-${gap}`, toDo[gap]);
      await db.rows(
        `UPDATE evaluations SET version = version + 1, written_by = $3, written_at = now(), locked_at = now(), seal = $4
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor, sealOf(evaluation)],
      );
      await writeAudit(db, { actor: caller.actor, action: 'evaluation.lock', subject: `evaluation:${id}` });
      return showEvaluation(db, id, caller.roles);
    });
  }
}
