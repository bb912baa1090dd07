import type { PictureQuery, RollCallsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { stateNow } from '../asks/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { householdOutsideRefuges } from '../records/index.js';
import { narrowToPlace } from './narrow-to-place.js';

const statement = `
  SELECT a.id AS "askId", a.question, a.closes_on::text AS "closesOn", count(*)::int AS scope,
    (count(*) FILTER (WHERE s.now = 'not-asked'))::int AS "not-asked", (count(*) FILTER (WHERE s.now = 'asked'))::int AS asked,
    (count(*) FILTER (WHERE s.now = 'heard'))::int AS heard,
    (count(*) FILTER (WHERE s.now = 'heard' AND h.round <= 1))::int AS "heardFirst",
    (count(*) FILTER (WHERE s.now = 'declined'))::int AS declined,
    (count(*) FILTER (WHERE s.now = 'cannot-now'))::int AS "cannot-now"
  FROM asks a
  JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = a.id
  CROSS JOIN LATERAL (SELECT ${stateNow('h')} AS now) s
  WHERE a.organisation_id = $1 AND a.state = 'open' AND ($2::uuid[] IS NULL OR h.household_id = ANY ($2))
    AND ${householdOutsideRefuges('h.household_id')}
  GROUP BY a.organisation_id, a.id ORDER BY a.closes_on, a.id`;

/** Open asks, and where the households of each stand. */
@Injectable()
export class RollCalls {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { place }: PictureQuery): Promise<RollCallsShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const inside = await narrowToPlace(db, place);
      const asks = await db.rows<RollCallsShown['asks'][number]>(statement, [
        db.organisationId,
        inside?.households ?? null,
      ]);
      const [first] = asks;
      if (!first) return { asks, finding: { code: 'nothing-open' } };
      const left = first['not-asked'] + first.asked + first['cannot-now'];
      const { askId, question, scope } = first;
      return { asks, finding: { code: 'still-to-hear', askId, question, scope, left } };
    });
  }
}
