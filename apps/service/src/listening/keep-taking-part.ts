import type { OutcomeRequest, TakingPartWay } from '@doorstep/contracts/embed';
import type { ReachWay } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import type { WriteOnce } from '../platform/write-once.js';
import { addToWayToReach, keepWish } from '../preferences/index.js';
import { addTask, dueIn } from '../tasks/index.js';

/** Staff have so many days to come back to them. */
const daysForStaff = 7;

/** The outcome something was said with, of whom and by whom it was kept. */
export interface SaidWithOutcome {
  readonly outcomeId: string;
  readonly householdId: string;
  /** Null at the record of a tenancy or a home: whose needs they are is then not known, and nothing is guessed. */
  readonly personId: string | null;
  readonly staffId: string;
  readonly actor: string;
  /** What the question was about. */
  readonly theme: string;
}

type TakingPart = Extract<OutcomeRequest, { outcome: 'take-part' }>;

/**
 * Keeps that they want to take part: that they want to work with us on it, what would help them, and that somebody has
 * to come back to them. How they said that they want to be reached is not overwritten by how they want to join in.
 */
export async function keepTakingPart(
  db: Transaction,
  { outcomeId, householdId, personId, staffId, actor, theme }: SaidWithOutcome,
  { how, needs }: Pick<TakingPart, 'how' | 'needs'>,
  once: WriteOnce,
): Promise<void> {
  await db.rows(
    `INSERT INTO outcome_details (organisation_id, outcome_id, takes_part, needs, staff_id, idempotency_key, request_hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [db.organisationId, outcomeId, how, [...new Set(needs)], staffId, once.idempotencyKey, once.requestHash],
  );
  await keepWish(db, { householdId, actor, outcomeId }, { kind: 'work-with-me', theme });
  if (personId !== null)
    await addToWayToReach(db, { personId, outcomeId, actor }, (known) => ({
      way: known.way ?? wayFor(how, known),
      needs,
    }));
  const dueOn = await dueIn(db, daysForStaff);
  await addTask(db, { kind: 'take-part', subject: `outcome:${outcomeId}`, householdId, personId, dueOn });
}

/** How they can be reached about it; null where how they join in does not say. */
function wayFor(
  how: TakingPartWay,
  { hasEmail, hasMobile }: { readonly hasEmail: boolean; readonly hasMobile: boolean },
): ReachWay | null {
  switch (how) {
    case 'phone':
      return 'phone';
    case 'visit':
      return 'in-person';
    case 'online':
      return hasMobile ? 'text' : hasEmail ? 'email' : null;
    case 'come-along':
      return null;
  }
}
