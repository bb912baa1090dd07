import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { findConnection } from './open-connection.js';

/** How many requests a minute a connection's system is asked at most. Null: what its connector says that it allows. */
@Injectable()
export class SetPace {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, named: string, requestsPerMinute: number | null): Promise<void> {
    if (
      requestsPerMinute !== null &&
      !(Number.isInteger(requestsPerMinute) && requestsPerMinute >= 1 && requestsPerMinute <= 100_000)
    )
      throw new Problem('bad-input', 'pace', 'Write a whole number of requests a minute from 1 to 100000, or default.');
    await this.database.inOrganisation(organisationId, async (db) => {
      const { id } = await findConnection(db, named);
      await db.rows('UPDATE connections SET requests_per_minute = $3 WHERE organisation_id = $1 AND id = $2', [
        organisationId,
        id,
        requestsPerMinute,
      ]);
      await writeAudit(db, {
        actor,
        action: 'connection.pace',
        subject: `connection:${id}`,
        detail: { requestsPerMinute: requestsPerMinute ?? 'default' },
      });
    });
  }
}
