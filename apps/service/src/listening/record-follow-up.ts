import type { AskWay, FollowUpReply, FollowUpRequest, WrongReason } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { addToWayToReach, type AddedToWay, type KnownWay } from '../preferences/index.js';
import { householdOf, lockHousehold, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { addTask, dueIn } from '../tasks/index.js';

/** Staff have so many days to ask for a number. */
const daysForStaff = 28;

type Came = FollowUpReply['came'];

/** What is being followed up, and whose it is. */
interface Followed {
  readonly outcomeId: string;
  readonly householdId: string;
  readonly personId: string | null;
  readonly actor: string;
}

/**
 * Keeps what was said beside a "not this time": how they would rather be asked, or what is wrong with the prompt. The
 * way is theirs from then on. That they live there no longer, or that facts are wrong, goes to an administrator: nothing
 * is changed by it, because a tap is no proof. Once for each outcome; sent again with its key it answers the same.
 */
@Injectable()
export class RecordFollowUp {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` unless it is one's own entry of the last 24 hours at this record, with nothing beside it yet. */
  async run(
    staff: StaffAtRecord,
    outcomeId: string,
    request: FollowUpRequest,
    once: WriteOnce,
  ): Promise<FollowUpReply> {
    refuseUnless(staff.roles, 'preferences.write');
    refuseOtherRecord(staff, request.record);
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const owner = await householdOf(db, staff.systems, staff.record);
      await takeTurn(db, staff.staffId, once);
      if (owner?.householdId) await lockHousehold(db, owner.householdId);
      const stored = await keptBefore(db, staff.staffId, outcomeId, once);
      if (stored) return stored;
      const mine = await ownOutcome(db, staff, outcomeId, owner?.householdId ?? null);
      if (mine.reason !== ('askBy' in request ? 'another-way' : 'wrong'))
        throw new Problem(
          'conflict',
          'another-outcome',
          'This does not belong to what was saved. Open the record again.',
        );
      if (mine.isFollowedUp)
        throw new Problem('conflict', 'said-already', 'This was said already. Undo it first to say something else.');
      const followed = { outcomeId, ...mine, actor: `staff:${staff.staffId}` };
      const came =
        'askBy' in request
          ? await keepAskBy(db, followed, request.askBy)
          : await keepWrong(db, followed, request.wrongBecause);
      await db.rows(
        `INSERT INTO outcome_details (organisation_id, outcome_id, ask_by, wrong_because, came, staff_id, idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          db.organisationId,
          outcomeId,
          'askBy' in request ? request.askBy : null,
          'askBy' in request ? null : request.wrongBecause,
          came,
          staff.staffId,
          once.idempotencyKey,
          once.requestHash,
        ],
      );
      await writeAudit(db, { actor: followed.actor, action: 'outcome.follow-up', subject: `outcome:${outcomeId}` });
      return { came };
    });
  }
}

async function keptBefore(
  db: Transaction,
  staffId: string,
  outcomeId: string,
  once: WriteOnce,
): Promise<FollowUpReply | undefined> {
  const [stored] = await db.rows<{ came: Came; request_hash: Buffer; isOfThis: boolean }>(
    `SELECT came, request_hash, outcome_id = $4 AS "isOfThis" FROM outcome_details
     WHERE organisation_id = $1 AND staff_id = $2 AND idempotency_key = $3`,
    [db.organisationId, staffId, once.idempotencyKey, outcomeId],
  );
  if (!stored) return undefined;
  refuseReuse(stored.isOfThis ? stored : { request_hash: Buffer.alloc(0) }, once);
  return { came: stored.came };
}

async function ownOutcome(
  db: Transaction,
  staff: StaffAtRecord,
  outcomeId: string,
  householdId: string | null,
): Promise<{ householdId: string; personId: string | null; reason: string | null; isFollowedUp: boolean }> {
  const [mine] = await db.rows<{
    householdId: string;
    personId: string | null;
    reason: string | null;
    isFollowedUp: boolean;
  }>(
    `SELECT o.household_id AS "householdId", o.person_id AS "personId", o.reason, d.outcome_id IS NOT NULL AS "isFollowedUp"
     FROM outcomes o LEFT JOIN outcome_details d ON d.organisation_id = $1 AND d.outcome_id = o.id
     WHERE o.organisation_id = $1 AND o.id = $2 AND o.staff_id = $3 AND o.household_id = $4
       AND o.withdrawn_at IS NULL AND o.recorded_at > now() - interval '24 hours'`,
    [db.organisationId, outcomeId, staff.staffId, householdId],
  );
  if (mine) return mine;
  throw new Problem(
    'not-allowed',
    'cannot-add',
    'Only the person who saved this can add to it, within 24 hours. Log it instead.',
  );
}

/** A text needs a number to go to. */
async function keepAskBy(db: Transaction, { outcomeId, personId, actor }: Followed, askBy: AskWay): Promise<Came> {
  if (personId === null) return 'noted';
  const isReachable = (known: KnownWay) => askBy !== 'text' || known.hasMobile;
  const known = await addToWayToReach(db, { personId, outcomeId, actor }, (now) =>
    isReachable(now) ? asked[askBy] : { way: null, needs: [] },
  );
  if (isReachable(known)) return 'kept';
  const dueOn = await dueIn(db, daysForStaff);
  await addTask(db, { kind: 'ask-preferences-again', subject: `outcome:${outcomeId}`, personId, dueOn });
  return 'number-needed';
}

/** What each comes to in how they are reached. */
const asked: Readonly<Record<AskWay, AddedToWay>> = {
  phone: { way: 'phone', needs: [] },
  text: { way: 'text', needs: [] },
  letter: { way: 'letter', needs: [] },
  'in-person': { way: 'in-person', needs: [] },
  representative: { way: null, needs: ['representative'] },
};

async function keepWrong(db: Transaction, { outcomeId }: Followed, because: WrongReason): Promise<Came> {
  if (because !== 'facts-wrong' && because !== 'not-living-here') return 'noted';
  await raiseAlarm(db, { kind: because, subject: `outcome:${outcomeId}`, toEmail: null });
  return 'raised';
}
