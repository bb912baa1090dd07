import type { LadderAnswerWord } from '@doorstep/contracts/http';
import type { Channel, LadderAnswer, LadderState, LadderStepNumber, Need } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';

/** A ladder that has not ended, as it is stored. */
export interface StoredLadder {
  readonly id: string;
  readonly householdId: string;
  readonly startedAt: string;
  readonly preferred: Channel | null;
  readonly needs: readonly Need[];
  readonly holds: readonly ('message' | 'phone' | 'visit' | 'support')[];
  readonly toldLowTrust: boolean;
  readonly picked: LadderStepNumber | null;
  /** Oldest first. */
  readonly tries: readonly StoredTry[];
}

export interface StoredTry {
  readonly id: string;
  readonly step: LadderStepNumber;
  readonly attempt: 1 | 2;
  readonly channel: Channel | null;
  readonly at: string;
  readonly answer: LadderAnswerWord | null;
  readonly answeredAt: string | null;
  readonly isLive: boolean;
}

/** The household's ladder that has not ended. Call it in the household's turn. Throws `Problem` when there is none. */
export async function readLadder(db: Transaction, householdId: string): Promise<StoredLadder> {
  const [ladder] = await db.rows<StoredLadder>(
    `SELECT l.id, l.household_id AS "householdId", ${instant('l.started_at')} AS "startedAt", l.preferred, l.needs, l.holds,
       l.told_low_trust AS "toldLowTrust", l.picked, coalesce((
         SELECT jsonb_agg(jsonb_build_object('id', y.id, 'step', y.step, 'attempt', y.attempt, 'channel', y.channel,
           'at', ${instant('y.at')}, 'answer', y.answer, 'answeredAt', ${instant('y.answered_at')},
           'isLive', y.ended_at IS NULL) ORDER BY y.at, y.step, y.attempt)
         FROM ladder_tries y WHERE y.organisation_id = $1 AND y.ladder_id = l.id), '[]') AS tries
     FROM ladders l WHERE l.organisation_id = $1 AND l.household_id = $2 AND l.ended_at IS NULL`,
    [db.organisationId, householdId],
  );
  if (ladder) return ladder;
  throw new Problem('conflict', 'no-ladder', 'This household has no ladder under way. Start one first.');
}

/** The ladder as the rules know it. That nobody was reached is no answer: the step runs on. */
export function stateOf({ startedAt, tries, picked }: StoredLadder): LadderState {
  const answers = tries
    .flatMap(({ answer, answeredAt }): LadderAnswer[] => {
      if (answer === null || answeredAt === null || answer === 'couldnt_reach') return [];
      if (answer === 'heard' || answer === 'declined') return [{ at: answeredAt, result: answer, reason: null }];
      return [{ at: answeredAt, result: 'not-today', reason: answer }];
    })
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return { startedAt, picked, answers, tries: tries.map(({ step, at, channel }) => ({ step, at, channel })) };
}
