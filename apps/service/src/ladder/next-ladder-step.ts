import type { LadderNext } from '@doorstep/contracts/http';
import { ladderSteps, recordTry, type LadderMove } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { lockHousehold } from '../records/index.js';
import { ReadAlerts } from '../sync/index.js';
import { endLadder, endTry } from './end-ladder.js';
import { householdOfPerson } from './household-of-person.js';
import { lookAtLadder, type LadderLook } from './look-at-ladder.js';
import { readLadder, type StoredLadder } from './read-ladder.js';

/**
 * Says what to do next to reach a household, and keeps it: a try that is to be made now, until when to wait, or that
 * the ladder has ended. Asked by several at once, one of them makes the try and the others wait.
 */
@Injectable()
export class NextLadderStep {
  constructor(
    private readonly database: Database,
    private readonly readAlerts: ReadAlerts,
  ) {}

  /** `person` is the host's own reference. Throws `Problem` when they have no ladder under way. */
  async run(actor: string, organisationId: string, person: string): Promise<LadderNext> {
    const householdId = await this.database.inOrganisation(organisationId, (db) => householdOfPerson(db, person));
    await this.readAlerts.run(organisationId, [householdId], AbortSignal.timeout(30_000));
    return this.database.inOrganisation(organisationId, async (db) => {
      await lockHousehold(db, householdId);
      const ladder = await readLadder(db, householdId);
      const look = await lookAtLadder(db, ladder);
      const { move } = look;
      if (move.do === 'try') await makeTry(db, actor, ladder, look);
      else if (move.do === 'wait') await keepWaiting(db, ladder, move);
      else await endLadder(db, ladder.id, move);
      await writeAudit(db, {
        actor,
        action: 'ladder.next',
        subject: `ladder:${ladder.id}`,
        detail: { do: move.do, ...(move.do === 'try' ? { step: move.step } : { because: move.because }) },
      });
      return toldOf(move);
    });
  }
}

async function makeTry(
  db: Transaction,
  actor: string,
  ladder: StoredLadder,
  { state, move, now }: LadderLook,
): Promise<void> {
  if (move.do !== 'try') return;
  await endTry(db, ladder.id, move.attempt === 2 ? 'tried-again' : 'passed');
  // The rules know a try of their own among the asks by its instant.
  const { picked } = recordTry(state, move, now);
  await db.rows(
    `INSERT INTO ladder_tries (organisation_id, id, ladder_id, household_id, step, attempt, channel, time_of_day, skipped, at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      db.organisationId,
      uuidv7(),
      ladder.id,
      ladder.householdId,
      move.step,
      move.attempt,
      move.channel,
      move.timeOfDay,
      JSON.stringify(move.skipped),
      now,
      actor,
    ],
  );
  await db.rows(
    `UPDATE ladders SET picked = $3, look_again_at = NULL, waits_because = NULL WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, ladder.id, picked],
  );
}

async function keepWaiting(
  db: Transaction,
  ladder: StoredLadder,
  { because, until, cancels }: Extract<LadderMove, { readonly do: 'wait' }>,
): Promise<void> {
  if (because !== 'live-step') await endTry(db, ladder.id, cancels === null ? 'passed' : 'inbound');
  await db.rows(`UPDATE ladders SET look_again_at = $3, waits_because = $4 WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    ladder.id,
    until,
    because,
  ]);
}

function toldOf(move: LadderMove): LadderNext {
  switch (move.do) {
    case 'try':
      return {
        ...move,
        name: ladderSteps[move.step]?.name ?? '',
        needs: [...move.needs],
        skipped: [...move.skipped],
      };
    case 'wait':
      return { ...move, whyNot: move.whyNot === null ? null : { code: move.whyNot.code, form: move.whyNot.form } };
    case 'stop':
      return move;
  }
}
