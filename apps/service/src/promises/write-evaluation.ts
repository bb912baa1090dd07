import { writeEvaluationRequest, type EvaluationShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readEvaluation, showEvaluation, type StoredEvaluation } from './read-evaluation.js';

/** Keeps what residents who evaluate write: themes that they name, what they found, what they judge, their report. */
@Injectable()
export class WriteEvaluation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<EvaluationShown> {
    refuseUnless(caller.roles, 'evaluations.write');
    const { version, themes, report, checks } = parseInput(writeEvaluationRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const evaluation = await readEvaluationAt(db, id, version, caller.roles);
      if (evaluation.of === 'ask' && checks.length > 0)
        throw new Problem('bad-input', 'no-promises', 'checks: an evaluation of an ask judges no promises.');
      await db.rows(
        `UPDATE evaluations SET version = version + 1, themes = $3::jsonb, report = $4, written_by = $5, written_at = now()
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, JSON.stringify(themes), report, caller.actor],
      );
      const known = await db.rows(
        `INSERT INTO promise_checks (organisation_id, evaluation_id, promise_id, promise_version, judgement, words, written_by)
         SELECT $1, $2, p.id, p.version, c.judgement, c.words, $4
         FROM jsonb_to_recordset($3::jsonb)
           AS c("promiseId" uuid, "promiseVersion" int, judgement text, words text)
         JOIN promises p ON p.organisation_id = $1 AND p.id = c."promiseId" AND p.version = c."promiseVersion"
         ON CONFLICT (organisation_id, evaluation_id, promise_id) DO UPDATE SET promise_version = excluded.promise_version,
           judgement = excluded.judgement, words = excluded.words, written_by = excluded.written_by
         RETURNING promise_id`,
        [db.organisationId, id, JSON.stringify(checks), caller.actor],
      );
      if (known.length !== checks.length)
        throw new Problem('not-known', 'promise-unknown', 'checks: one of these promises is not there.');
      await writeAudit(db, { actor: caller.actor, action: 'evaluation.write', subject: `evaluation:${id}` });
      return showEvaluation(db, id, caller.roles);
    });
  }
}

/**
 * An evaluation that is still being written, for a change on top of the version that was seen. Throws `Problem` where it
 * is locked, and with what is stored where it is another version.
 */
export async function readEvaluationAt(
  db: Transaction,
  id: string,
  version: number,
  roles: readonly string[],
): Promise<StoredEvaluation> {
  const evaluation = await readEvaluation(db, id, true);
  if (evaluation.lockedAt !== null)
    throw new Problem('conflict', 'evaluation-locked', 'This evaluation is locked: nobody can change it any more.');
  if (evaluation.version === version) return evaluation;
  throw new Problem(
    'conflict',
    'changed-since',
    'Another evaluator changed this since you opened it. Look at theirs, then decide which to keep.',
    await showEvaluation(db, id, roles),
  );
}
