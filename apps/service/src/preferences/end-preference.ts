import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { lockHousehold, oneHousehold, personAtHand, type AtPerson } from '../records/index.js';

/** Ends one wish of a household, because they said so. Ended again it stays as it was. */
@Injectable()
export class EndPreference {
  constructor(private readonly database: Database) {}

  /** `id` is the preference's. Throws `Problem` when this household has no such preference. */
  async run(at: AtPerson, id: string): Promise<void> {
    refuseUnless(at.roles, 'preferences.write');
    await this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const householdId = oneHousehold(hand);
      await lockHousehold(db, householdId);
      const [found] = await db.rows<{ isOver: boolean }>(
        `SELECT ended_at IS NOT NULL AS "isOver" FROM preferences
         WHERE organisation_id = $1 AND id = $2 AND household_id = $3`,
        [db.organisationId, id, householdId],
      );
      if (!found)
        throw new Problem('not-known', 'preference-unknown', 'This household has no such preference. List them first.');
      if (found.isOver) return;
      await db.rows('UPDATE preferences SET ended_at = now() WHERE organisation_id = $1 AND id = $2', [
        db.organisationId,
        id,
      ]);
      await writeAudit(db, { actor: hand.actor, action: 'preference.end', subject: `preference:${id}` });
    });
  }
}
