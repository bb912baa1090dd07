import { ownQuestionRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { kindNow, sortingBeside } from '../records/index.js';

/** Says who answers a question that a resident asked back, and by when (seed row 151). What was said last counts. */
@Injectable()
export class OwnQuestion {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for what is no question, is answered already, and for a day that is over. */
  async run(caller: Caller, voiceId: string, raw: unknown): Promise<void> {
    refuseUnless(caller.roles, 'voices.sort');
    const { owner, answerBy } = parseInput(ownQuestionRequest, raw);
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      const [question] = await db.rows<{ isPast: boolean }>(
        `SELECT $3::date < (now() AT TIME ZONE 'Europe/London')::date AS "isPast"
         FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
         ${sortingBeside()}
         WHERE w.organisation_id = $1 AND w.voice_id = $2 AND w.settled_at IS NULL
           AND ${kindNow} = 'question' FOR UPDATE OF w`,
        [db.organisationId, voiceId, answerBy],
      );
      if (!question)
        throw new Problem(
          'not-known',
          'question-unknown',
          'No question of that id waits for an answer. Sort it first.',
        );
      if (question.isPast)
        throw new Problem('bad-input', 'answer-past', 'answerBy: that day is over. Write one that is to come.');
      await db.rows(
        'UPDATE replies_owed SET answer_owner = $3, answer_by = $4 WHERE organisation_id = $1 AND voice_id = $2',
        [db.organisationId, voiceId, owner, answerBy],
      );
      await writeAudit(db, { actor: caller.actor, action: 'question.own', subject: `voice:${voiceId}` });
    });
  }
}
