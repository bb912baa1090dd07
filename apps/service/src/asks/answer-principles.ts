import { answerPrinciplesRequest, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readAskAt, refuseSettled } from './change-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/**
 * Keeps the short answers to the four principles (seed row 137). Any may be left out: part of a project is enough. What
 * stays the same keeps who answered it and when.
 */
@Injectable()
export class AnswerPrinciples {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries what is stored now as `current`. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version, answers } = parseInput(answerPrinciplesRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      refuseSettled(await readAskAt(db, id, version, caller.roles));
      const given = [answers.map(({ principle }) => principle), answers.map(({ words }) => words)];
      await db.rows(
        `UPDATE ask_principles a SET ended_at = now()
         WHERE a.organisation_id = $1 AND a.ask_id = $2 AND a.ended_at IS NULL AND NOT EXISTS (
           SELECT FROM unnest($3::text[], $4::text[]) AS g(principle, words)
           WHERE g.principle = a.principle AND g.words = a.words)`,
        [db.organisationId, id, ...given],
      );
      await db.rows(
        `INSERT INTO ask_principles (organisation_id, id, ask_id, principle, words, answered_by)
         SELECT $1, g.id, $2, g.principle, g.words, $6 FROM unnest($3::text[], $4::text[], $5::uuid[]) AS g(principle, words, id)
         ON CONFLICT (organisation_id, ask_id, principle) WHERE ended_at IS NULL DO NOTHING`,
        [db.organisationId, id, ...given, answers.map(() => uuidv7()), caller.actor],
      );
      await db.rows(`UPDATE asks SET ${changedBy('$3')} WHERE organisation_id = $1 AND id = $2`, [
        ...[db.organisationId, id, caller.actor],
      ]);
      const detail = { answered: answers.length };
      await writeAudit(db, { actor: caller.actor, action: 'ask.principles', subject: `ask:${id}`, detail });
      return showAsk(db, id, caller.roles);
    });
  }
}
