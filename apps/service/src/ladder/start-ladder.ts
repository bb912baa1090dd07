import { ladderStartRequest, type LadderShown, type LadderStartRequest } from '@doorstep/contracts/http';
import { ladderLengths, resolveLengths, suppress } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { lockHousehold } from '../records/index.js';
import { gatherHousehold, readSettings } from '../prompting/index.js';
import { ReadAlerts } from '../sync/index.js';
import { householdOfPerson } from './household-of-person.js';
import { readShown } from './show-ladder.js';

/** Begins to reach a household that has not been heard. Nothing is sent: the first step is asked for as every other. */
@Injectable()
export class StartLadder {
  constructor(
    private readonly database: Database,
    private readonly readAlerts: ReadAlerts,
  ) {}

  /** Throws `Problem` when one is under way, they were heard of late, their quiet is respected, or they are not to be asked. */
  async run(actor: string, organisationId: string, person: string, raw: LadderStartRequest): Promise<LadderShown> {
    const ways = parseInput(ladderStartRequest, raw);
    const householdId = await this.database.inOrganisation(organisationId, (db) => householdOfPerson(db, person));
    await this.readAlerts.run(organisationId, [householdId], AbortSignal.timeout(30_000));
    return this.database.inOrganisation(organisationId, async (db) => {
      await lockHousehold(db, householdId);
      await refuseAfterLast(db, householdId);
      await refuseSuppressed(db, householdId);
      const id = uuidv7();
      await db.rows(
        `INSERT INTO ladders (organisation_id, id, household_id, started_by, started_at, preferred, needs, holds, told_low_trust)
         VALUES ($1, $2, $3, $4, now(), $5, $6, $7, $8)`,
        [organisationId, id, householdId, actor, ways.preferred, ways.needs, ways.holds, ways.toldLowTrust],
      );
      await writeAudit(db, { actor, action: 'ladder.start', subject: `ladder:${id}` });
      return readShown(db, householdId);
    });
  }
}

async function refuseAfterLast(db: Transaction, householdId: string): Promise<void> {
  const [last] = await db.rows<{ isLive: boolean; revisitOn: string | null }>(
    `SELECT ended_at IS NULL AS "isLive",
            CASE WHEN revisit_at > now() THEN (revisit_at AT TIME ZONE 'Europe/London')::date::text END AS "revisitOn"
     FROM ladders WHERE organisation_id = $1 AND household_id = $2 ORDER BY started_at DESC, id DESC LIMIT 1`,
    [db.organisationId, householdId],
  );
  if (last?.isLive)
    throw new Problem('conflict', 'ladder-live', 'This household has a ladder under way. Go on with that one.');
  if (last && last.revisitOn !== null)
    throw new Problem(
      'conflict',
      'ladder-rests',
      `The last ladder of this household has ended. It may begin again on ${last.revisitOn}.`,
    );
}

async function refuseSuppressed(db: Transaction, householdId: string): Promise<void> {
  const facts = await gatherHousehold(db, householdId, {
    at: 'decision',
    channel: 'in-person',
    staff: null,
    supportPresent: ['interpreter', 'sign-language', 'representative'],
  });
  if (facts === null) throw new Error('The household was found a moment ago.');
  const { household } = facts;
  const heard = household.lastHeardAt;
  if (heard !== null && Date.parse(heard) > Date.parse(facts.now) - ladderLengths.revisitAfter * dayInMilliseconds)
    throw new Problem('conflict', 'heard-lately', 'This household was heard within the last year.');
  // What stands open was not put to them yet.
  const asks = household.asks.filter(({ result }) => result !== 'open');
  const lengths = resolveLengths(await readSettings(db), household.place);
  const { stop } = suppress({ ...facts, household: { ...household, asks } }, null, null, lengths);
  if (household.tenancyId === null || household.adults < 1 || stop !== null)
    // Why is for audit: it may be something that nobody is to know of.
    throw new Problem('conflict', 'not-to-be-asked', 'This household is not to be asked anything now.');
}

const dayInMilliseconds = 86_400_000;
