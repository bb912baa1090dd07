import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Removes what has run out: nobody agreed to more. */
@Injectable()
export class LetSkillOffersGo {
  constructor(private readonly database: Database) {}

  /** Answers how many went. */
  async run(organisationId: string): Promise<number> {
    const gone = await this.database.removingOld(organisationId, (db) =>
      db.rows(
        `DELETE FROM skill_offers WHERE organisation_id = $1
           AND expires_on <= (now() AT TIME ZONE 'Europe/London')::date RETURNING id`,
        [db.organisationId],
      ),
    );
    return gone.length;
  }
}
