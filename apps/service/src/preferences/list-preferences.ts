import type { PreferenceSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { oneHousehold, personAtHand, type AtPerson } from '../records/index.js';

/** What a household wants to be told, asked or left alone about now, oldest first. Looking is in the audit. */
@Injectable()
export class ListPreferences {
  constructor(private readonly database: Database) {}

  async run(at: AtPerson): Promise<{ items: PreferenceSummary[]; total: number }> {
    refuseUnless(at.roles, 'people.read');
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const householdId = oneHousehold(hand);
      const items = await db.rows<PreferenceSummary>(
        `SELECT id, kind, theme, since, until, review_after::text AS "reviewAfter",
                coalesce(review_after <= (now() AT TIME ZONE 'Europe/London')::date, false) AS "isStale"
         FROM preferences
         WHERE organisation_id = $1 AND household_id = $2 AND ended_at IS NULL AND (until IS NULL OR until > now())
         ORDER BY since, id`,
        [db.organisationId, householdId],
      );
      await writeAudit(db, { actor: hand.actor, action: 'preference.list', subject: `household:${householdId}` });
      return { items, total: items.length };
    });
  }
}
