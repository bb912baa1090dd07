import { ladderAnswerRequest, type LadderAnswerRequest, type LadderShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { lockHousehold } from '../records/index.js';
import { endLadder, endTry } from './end-ladder.js';
import { householdOfPerson } from './household-of-person.js';
import { lookAtLadder } from './look-at-ladder.js';
import { readLadder } from './read-ladder.js';
import { readShown } from './show-ladder.js';

/**
 * Keeps what came of the latest try. That they were heard, declined or have moved ends the ladder at once; that nobody
 * was reached leaves the step as it is, for its second try.
 */
@Injectable()
export class AnswerLadderStep {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when nothing was tried, or the latest try has its answer. */
  async run(actor: string, organisationId: string, person: string, raw: LadderAnswerRequest): Promise<LadderShown> {
    const { answer, picked } = parseInput(ladderAnswerRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const householdId = await householdOfPerson(db, person);
      await lockHousehold(db, householdId);
      const ladder = await readLadder(db, householdId);
      const [kept] = await db.rows<{ id: string }>(
        `UPDATE ladder_tries SET answer = $3, answered_at = greatest(now(), at), answered_by = $4
         WHERE organisation_id = $1 AND id = $2 AND (answer IS NULL OR answer = 'couldnt_reach') RETURNING id`,
        [organisationId, ladder.tries.at(-1)?.id ?? null, answer, actor],
      );
      if (!kept)
        throw new Problem(
          'conflict',
          'nothing-to-answer',
          'Nothing waits for an answer here: ask for the next step first.',
        );
      if (answer !== 'couldnt_reach') await endTry(db, ladder.id, 'answered');
      if (picked !== null)
        await db.rows('UPDATE ladders SET picked = $3 WHERE organisation_id = $1 AND id = $2', [
          organisationId,
          ladder.id,
          picked,
        ]);
      const { move } = await lookAtLadder(db, await readLadder(db, householdId));
      if (move.do === 'stop') await endLadder(db, ladder.id, move);
      await writeAudit(db, { actor, action: 'ladder.answer', subject: `ladder:${ladder.id}`, detail: { answer } });
      return readShown(db, householdId);
    });
  }
}
