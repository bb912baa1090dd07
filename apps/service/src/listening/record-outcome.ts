import type { OutcomeRequest } from '@doorstep/contracts/embed';
import { restsUntil } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { recordPromptAnswer } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { keepWish } from '../preferences/index.js';
import { checkHousehold } from '../prompting/index.js';
import { householdOf, lockHousehold, recordUnknown, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { keepTakingPart } from './keep-taking-part.js';

export interface RecordedOutcome {
  readonly outcomeId: string;
  /** `YYYY-MM-DD` before which this household is not asked again, where staff may know why. */
  readonly notBefore: string | null;
}

/**
 * Keeps what came of a prompt: what kind of thing the resident said, that they want to take part, or why not this time.
 * Sent again with the same key it answers the same. "Not this topic", "not again" and taking part are kept as the
 * household's preferences at once.
 */
@Injectable()
export class RecordOutcome {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a question that is closed, another record, or a role that may not keep preferences. */
  async run(staff: StaffAtRecord, request: OutcomeRequest, once: WriteOnce): Promise<RecordedOutcome> {
    if (request.outcome === 'take-part') refuseUnless(staff.roles, 'preferences.write');
    refuseOtherRecord(staff, request.record);
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      if (!owner?.householdId) throw recordUnknown();
      return keepOutcome(db, { ...owner, householdId: owner.householdId, staffId: staff.staffId }, request, once);
    });
  }
}

/** Who answered, and who put the question. */
interface Answerer {
  readonly householdId: string;
  readonly personId: string | null;
  readonly staffId: string;
  /** As the audit names them; left out: `staff:<staffId>`. */
  readonly actor?: string;
}

/** An answer, wherever it was given. What was heard is null while nobody said what kind of thing it was. */
type NewOutcome =
  | (Omit<Extract<OutcomeRequest, { outcome: 'heard' }>, 'record' | 'heard'> & {
      readonly heard: Extract<OutcomeRequest, { outcome: 'heard' }>['heard'] | null;
    })
  | Omit<Extract<OutcomeRequest, { outcome: 'not-this-time' }>, 'record'>
  | Omit<Extract<OutcomeRequest, { outcome: 'take-part' }>, 'record'>;

/** Keeps what came of a prompt, in the caller's transaction. Throws `Problem` (`prompt-closed`) before it writes. */
export async function keepOutcome(
  db: Transaction,
  { householdId, personId, staffId, actor = `staff:${staffId}` }: Answerer,
  request: NewOutcome,
  once: WriteOnce,
): Promise<RecordedOutcome> {
  await takeTurn(db, staffId, once);
  await lockHousehold(db, householdId);
  const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
    `SELECT id, request_hash FROM outcomes WHERE organisation_id = $1 AND staff_id = $2 AND idempotency_key = $3`,
    [db.organisationId, staffId, once.idempotencyKey],
  );
  if (stored) {
    refuseReuse(stored, once);
    return { outcomeId: stored.id, notBefore: await notBefore(db, householdId) };
  }
  const prompt = await takePrompt(
    db,
    householdId,
    request.promptId,
    request.outcome === 'not-this-time' ? 'not-this-time' : 'answered',
  );
  const id = uuidv7();
  await db.rows(
    `INSERT INTO outcomes (organisation_id, id, prompt_id, household_id, person_id, outcome, heard, reason, staff_id, said_at, idempotency_key, request_hash, felt_listened)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, least($10::timestamptz, now()), $11, $12, $13)`,
    [
      db.organisationId,
      id,
      request.promptId,
      householdId,
      personId,
      request.outcome,
      request.outcome === 'heard' ? request.heard : null,
      request.outcome === 'not-this-time' ? request.reason : null,
      staffId,
      request.saidAt,
      once.idempotencyKey,
      once.requestHash,
      request.outcome === 'heard' && prompt.asksListened ? (request.feltListened ?? null) : null,
    ],
  );
  await recordPromptAnswer(db, {
    ...{ askId: prompt.askId, outcomeId: id, promptId: request.promptId, householdId, actor },
    reason: request.outcome === 'not-this-time' ? request.reason : null,
  });
  const said = { outcomeId: id, householdId, personId, staffId, actor, theme: prompt.theme };
  if (request.outcome === 'not-this-time') await keepPreference(db, said, request.reason);
  if (request.outcome === 'take-part') await keepTakingPart(db, said, request, once);
  await writeAudit(db, {
    actor,
    action: 'outcome.record',
    subject: `outcome:${id}`,
    detail: { prompt: request.promptId, outcome: request.outcome },
  });
  return { outcomeId: id, notBefore: await notBefore(db, householdId) };
}

interface Taken {
  readonly theme: string;
  readonly askId: string | null;
  readonly asksListened: boolean;
}

async function takePrompt(
  db: Transaction,
  householdId: string,
  promptId: string,
  state: 'answered' | 'not-this-time',
): Promise<Taken> {
  const [taken] = await db.rows<Taken>(
    `UPDATE prompts SET state = $4, closed_at = now()
     WHERE organisation_id = $1 AND id = $2 AND household_id = $3 AND state = 'open' RETURNING theme, ask_id AS "askId", telling_id IS NOT NULL AS "asksListened"`,
    [db.organisationId, promptId, householdId, state],
  );
  if (taken) return taken;
  throw new Problem(
    'conflict',
    'prompt-closed',
    'This question has been answered or taken back. Open the record again to see where it stands.',
  );
}

async function keepPreference(
  db: Transaction,
  { householdId, outcomeId, actor, theme }: { householdId: string; outcomeId: string; actor: string; theme: string },
  reason: string,
): Promise<void> {
  if (reason !== 'topic' && reason !== 'never') return;
  const wish = { kind: 'do-not-ask' as const, theme: reason === 'never' ? null : theme };
  await keepWish(db, { householdId, actor, outcomeId }, wish);
}

async function notBefore(db: Transaction, householdId: string): Promise<string | null> {
  const household = await checkHousehold(db, householdId);
  if (!household?.openStop?.until) return null;
  return (restsUntil(household.facts, household.lengths) ?? household.openStop.until).slice(0, 10);
}
