import type { PromiseChecksShown, PromiseJudgement } from '@doorstep/contracts/http';
import { besideBaseline } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readPromises } from './read-promises.js';

interface StoredCheck {
  readonly evaluationId: string;
  readonly promiseId: string;
  readonly promiseVersion: number;
  readonly judgement: PromiseJudgement;
  readonly words: string | null;
}

/** What residents judged of each promise, at the baseline and each year, side by side (seed row 60). */
@Injectable()
export class ShowPromiseChecks {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<PromiseChecksShown> {
    refuseUnless(caller.roles, 'promises.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const rounds = await db.rows<PromiseChecksShown['rounds'][number]>(
        `SELECT id AS "evaluationId", is_baseline AS "isBaseline", year FROM evaluations
         WHERE organisation_id = $1 AND ask_id IS NULL AND locked_at IS NOT NULL ORDER BY is_baseline DESC, year, id`,
        [db.organisationId],
      );
      const checks = await db.rows<StoredCheck>(
        `SELECT c.evaluation_id AS "evaluationId", c.promise_id AS "promiseId", c.promise_version AS "promiseVersion",
           c.judgement, c.words
         FROM promise_checks c
         JOIN evaluations e ON e.organisation_id = $1 AND e.id = c.evaluation_id AND e.locked_at IS NOT NULL
         WHERE c.organisation_id = $1 ORDER BY e.is_baseline DESC, e.year, e.id`,
        [db.organisationId],
      );
      const baseline = rounds.find(({ isBaseline }) => isBaseline)?.evaluationId;
      const promises = (await readPromises(db)).map(({ id, words, endedAt }) => {
        const own = checks.filter(({ promiseId }) => promiseId === id);
        const first = own.find(({ evaluationId }) => evaluationId === baseline)?.judgement ?? null;
        return {
          id,
          words,
          isEnded: endedAt !== null,
          checks: own.map(({ promiseId: _, ...check }) => ({
            ...check,
            beside: check.evaluationId === baseline ? null : besideBaseline(first, check.judgement),
          })),
        };
      });
      return { rounds, promises: promises.filter(({ isEnded, checks: some }) => !isEnded || some.length > 0) };
    });
  }
}
