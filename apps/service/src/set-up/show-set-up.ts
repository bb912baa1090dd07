import type { SetUp } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { decideSteps, type SetUpFacts } from './decide-steps.js';

/** How far each step of setting up is, from what is stored: nobody ticks one off. */
@Injectable()
export class ShowSetUp {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<SetUp> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const [facts] = await db.rows<SetUpFacts>(
        `SELECT
           (SELECT title FROM connections WHERE organisation_id = $1 AND removed_at IS NULL ORDER BY created_at, id LIMIT 1) AS connection,
           EXISTS (SELECT FROM set_up_marks WHERE organisation_id = $1 AND step = 'match') AS "isMatched",
           EXISTS (SELECT FROM set_up_marks WHERE organisation_id = $1 AND step = 'try') AS "isTried",
           EXISTS (SELECT FROM connections WHERE organisation_id = $1 AND last_complete_at IS NOT NULL) AS "isIn",
           (SELECT status FROM runs WHERE organisation_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1) AS "lastRun",
           (SELECT count(*)::int FROM tenancies WHERE organisation_id = $1) AS tenancies,
           EXISTS (SELECT FROM set_up_marks WHERE organisation_id = $1 AND step = 'questions') AS "usesShipped",
           (SELECT count(*)::int FROM rules WHERE organisation_id = $1 AND state = 'on') AS "rulesOn",
           EXISTS (SELECT FROM installations WHERE organisation_id = $1) AS "hasPanel",
           (SELECT max(last_seen_at) FROM installations WHERE organisation_id = $1) AS "panelSeenAt",
           (SELECT count(*)::int FROM staff WHERE organisation_id = $1 AND removed_at IS NULL) AS people,
           (SELECT count(*)::int FROM phones WHERE organisation_id = $1 AND removed_at IS NULL) AS phones,
           (SELECT count(*)::int FROM live_teams WHERE organisation_id = $1) AS "liveTeams",
           EXISTS (SELECT FROM organisations WHERE id = $1 AND shows_prompts_to = 'everyone') AS "isForEveryone",
           EXISTS (SELECT FROM delivery_settings WHERE organisation_id = $1) AS "isSendingSet"`,
        [organisationId],
      );
      if (!facts) throw new Error('One row of facts is there for every landlord.');
      return decideSteps(facts);
    });
  }
}
