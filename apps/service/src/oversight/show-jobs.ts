import type { JobsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** What waits to be done, by what it is about, and what was tried for long and is not done. Never what it holds. */
@Injectable()
export class ShowJobs {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<JobsShown> {
    return this.database.inOrganisation(organisationId, async (db) => ({
      topics: await db.rows<JobsShown['topics'][number]>(
        `SELECT topic, (count(*) FILTER (WHERE due_at <= now()))::int AS waiting,
           (count(*) FILTER (WHERE due_at > now()))::int AS later,
           floor(extract(epoch FROM now() - min(greatest(created_at, due_at)) FILTER (WHERE due_at <= now())))::int AS "oldestSeconds"
         FROM outbox WHERE organisation_id = $1 AND done_at IS NULL GROUP BY topic ORDER BY topic`,
        [db.organisationId],
      ),
      stuck: await db.rows<JobsShown['stuck'][number]>(
        `SELECT seq::text AS id, topic, ${instant('greatest(created_at, due_at)')} AS since FROM outbox
         WHERE organisation_id = $1 AND done_at IS NULL AND sent_at IS NOT NULL AND due_at <= now()
           AND greatest(created_at, due_at) < now() - interval '10 minutes'
         ORDER BY seq LIMIT 100`,
        [db.organisationId],
      ),
    }));
  }
}
