import type { LadderShown } from '@doorstep/contracts/http';
import { ladderSteps } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { householdOfPerson } from './household-of-person.js';
import { summariesOf } from './summaries-of.js';

/** The latest ladder of a person's household, with every try. Looking is in the audit. */
@Injectable()
export class ShowLadder {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when the household never had one. */
  async run(actor: string, organisationId: string, person: string): Promise<LadderShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const householdId = await householdOfPerson(db, person);
      const shown = await readShown(db, householdId);
      await writeAudit(db, { actor, action: 'ladder.show', subject: `tenancy:${householdId}` });
      return shown;
    });
  }
}

/** The latest ladder of a household. Throws `Problem` when it never had one. */
export async function readShown(db: Transaction, householdId: string): Promise<LadderShown> {
  const [summary] = await summariesOf(db, [householdId]);
  const [more] = await db.rows<Pick<LadderShown, 'needs' | 'preferred' | 'picked' | 'tries'>>(
    `SELECT l.needs, l.preferred, l.picked, coalesce((
       SELECT jsonb_agg(jsonb_build_object('step', y.step, 'attempt', y.attempt, 'channel', y.channel,
         'timeOfDay', y.time_of_day, 'at', ${instant('y.at')}, 'skipped', y.skipped, 'answer', y.answer,
         'answeredAt', ${instant('y.answered_at')}, 'endedAs', y.ended_as) ORDER BY y.at, y.step, y.attempt)
       FROM ladder_tries y WHERE y.organisation_id = $1 AND y.ladder_id = l.id), '[]') AS tries
     FROM ladders l WHERE l.organisation_id = $1 AND l.household_id = $2
     ORDER BY l.started_at DESC, l.id DESC LIMIT 1`,
    [db.organisationId, householdId],
  );
  if (!summary || !more)
    throw new Problem('not-known', 'no-ladder', 'This household has never had a ladder. Start one first.');
  const tries = more.tries.map((one) => ({ ...one, name: ladderSteps[one.step]?.name ?? '' }));
  return { ...summary.told, ...more, tries };
}
