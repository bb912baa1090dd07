import { involvementRequest, type InvolvementRecorded, type InvolvementRequest } from '@doorstep/contracts/http';
import { isUnpaidAgain, loadOf, offerDue, type Involvement, type RecompenseEntry } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { raiseAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem, parseInput } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { lockPerson, onePerson, personAtHand, samePeople, type AtPerson, type PersonAtHand } from '../records/index.js';
import { addTask } from '../tasks/index.js';
import { readPreference } from './read-preference.js';
import { readRules } from './read-rules.js';

/** Staff have so many days to see how somebody is who gave much of their time. */
const daysToCheckIn = 7;

/**
 * Keeps that somebody gave their time, and says whether they are to be offered something for it. Whoever asked them for
 * the third time and offered nothing hears of it, once; of who gave much lately, staff are to ask how they are.
 */
@Injectable()
export class RecordInvolvement {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a time to come, or a key that kept another entry. */
  async run(at: AtPerson, raw: InvolvementRequest, once: WriteOnce): Promise<InvolvementRecorded> {
    refuseUnless(at.roles, 'recompense.give');
    const given = parseInput(involvementRequest, raw);
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const personId = onePerson(hand);
      await takeTurn(db, hand.actor, once);
      await lockPerson(db, personId);
      const { isNew, ...kept } = await keepOnce(db, hand, personId, given, once);
      if (isNew) {
        await lookAfter(db, personId, hand, kept.id, given.owner);
        await writeAudit(db, { actor: hand.actor, action: 'involvement.record', subject: `involvement:${kept.id}` });
      }
      return {
        involvementId: kept.id,
        offerDue: offerDue({ ...given, id: kept.id }, await readRules(db)),
        suggestion: [...((await readPreference(db, personId))?.wants ?? [])],
      };
    });
  }
}

async function keepOnce(
  db: Transaction,
  { actor, householdId }: PersonAtHand,
  personId: string,
  { kind, minutes, happenedAt, owner }: InvolvementRequest,
  once: WriteOnce,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const [stored] = await db.rows<{ id: string; request_hash: Buffer }>(
    `SELECT id, request_hash FROM involvements
     WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
    [db.organisationId, actor, once.idempotencyKey],
  );
  if (stored) {
    refuseReuse(stored, once);
    return { id: stored.id, isNew: false };
  }
  const [kept] = await db.rows<{ id: string }>(
    `INSERT INTO involvements (organisation_id, id, person_id, household_id, kind, minutes, happened_at, owner, recorded_by,
       idempotency_key, request_hash)
     SELECT $1, $2, $3, $4, $5, $6, $7::timestamptz, $8, $9, $10, $11 WHERE $7::timestamptz <= now() + interval '1 day'
     RETURNING id`,
    [
      db.organisationId,
      uuidv7(),
      personId,
      householdId,
      kind,
      minutes,
      happenedAt,
      owner,
      actor,
      once.idempotencyKey,
      once.requestHash,
    ],
  );
  if (!kept)
    throw new Problem('bad-input', 'not-yet', 'happenedAt: this is still to come. Keep it once it has happened.');
  return { ...kept, isNew: true };
}

async function lookAfter(
  db: Transaction,
  personId: string,
  { householdId }: PersonAtHand,
  involvementId: string,
  owner: string,
): Promise<void> {
  const involvements = await db.rows<Involvement>(
    `SELECT id, kind, minutes, ${instant('happened_at')} AS "happenedAt"
     FROM involvements WHERE organisation_id = $1 AND person_id = ANY (${samePeople('$2::uuid')})`,
    [db.organisationId, personId],
  );
  const entries = await db.rows<RecompenseEntry>(
    `SELECT involvement_id AS "involvementId", line, step, kind, value_pence AS "valuePence"
     FROM recompense_entries WHERE organisation_id = $1 AND person_id = ANY (${samePeople('$2::uuid')})`,
    [db.organisationId, personId],
  );
  const [clock] = await db.rows<{ now: string; checkInBy: string }>(
    `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now,
            ((now() AT TIME ZONE 'Europe/London')::date + $1::int)::text AS "checkInBy"`,
    [daysToCheckIn],
  );
  if (!clock) throw new Error('The database has a clock.');
  const before = involvements.filter(({ id }) => id !== involvementId);
  // Only the one that makes it so: a fourth says nothing new.
  if (isUnpaidAgain(involvements, entries) && !isUnpaidAgain(before, entries))
    await raiseAlarm(db, { kind: 'third-time-unpaid', subject: `involvement:${involvementId}`, toEmail: owner });
  if (loadOf(involvements, clock.now).needsCheckIn)
    await addTask(db, {
      kind: 'check-in',
      subject: `person:${personId}`,
      personId,
      householdId,
      owner,
      dueOn: clock.checkInBy,
    });
}
