import { redriveRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { wakeRelay } from '../platform/queue/wake-relay.js';

/** Sends jobs again at once, each named by its id. What is done is left alone, so it may be asked twice. */
@Injectable()
export class RedriveJobs {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(actor: string, organisationId: string, raw: unknown): Promise<{ redriven: number }> {
    const { ids } = parseInput(redriveRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const sent = await db.rows(
        `UPDATE outbox SET sent_at = NULL, due_at = least(due_at, now())
         WHERE organisation_id = $1 AND seq = ANY ($2::bigint[]) AND done_at IS NULL RETURNING seq`,
        [organisationId, ids],
      );
      await writeAudit(db, {
        actor,
        action: 'jobs.redrive',
        subject: `organisation:${organisationId}`,
        detail: { asked: ids.length, redriven: sent.length },
      });
      await wakeRelay(db);
      return { redriven: sent.length };
    });
  }
}
