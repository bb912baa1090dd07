import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';

/** Closes asks whose last day is over. An ask stops by itself: nobody has to remember it. */
@Injectable()
export class CloseAsksThatEnd {
  constructor(private readonly database: Database) {}

  /** Answers how many were closed. Run twice, it closes nothing twice. */
  async run(organisationId: string): Promise<number> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const closed = await db.rows<{ id: string }>(
        `UPDATE asks SET state = 'closed', closed_at = now(), closed_because = 'day-reached', version = version + 1
         WHERE organisation_id = $1 AND state = 'open' AND closes_on < (now() AT TIME ZONE 'Europe/London')::date
         RETURNING id`,
        [db.organisationId],
      );
      return closed.length;
    });
  }
}

/** Closes an ask that has the answers it was to stop at. Call it where one was recorded. */
export async function closeIfEnough(db: Transaction, askId: string): Promise<void> {
  await db.rows(
    `UPDATE asks a SET state = 'closed', closed_at = now(), closed_because = 'enough-answers', version = version + 1
     WHERE a.organisation_id = $1 AND a.id = $2 AND a.state = 'open' AND a.most_answers <= (
       SELECT count(*) FROM ask_households h WHERE h.organisation_id = $1 AND h.ask_id = a.id AND h.state = 'heard')`,
    [db.organisationId, askId],
  );
}
