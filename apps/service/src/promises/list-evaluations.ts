import type { EvaluationShown, EvaluationSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readEvaluations, showEvaluation } from './read-evaluation.js';

/** What residents evaluated, and what they are evaluating. */
@Injectable()
export class ListEvaluations {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<{ items: EvaluationSummary[]; total: number }> {
    refuseUnless(caller.roles, 'promises.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await readEvaluations(db, caller.roles);
      return { items, total: items.length };
    });
  }

  /** One of them. Throws `Problem` where it is not there. */
  async one(caller: Caller, id: string): Promise<EvaluationShown> {
    refuseUnless(caller.roles, 'promises.read');
    return this.database.inOrganisation(caller.organisationId, (db) => showEvaluation(db, id, caller.roles));
  }
}
