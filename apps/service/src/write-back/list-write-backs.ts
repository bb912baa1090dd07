import type { WriteBackSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { sealedRecord } from './prepare-write.js';

/** What does not stand in the host yet, oldest first, but for what somebody has written in by hand. Looking is in the audit. */
@Injectable()
export class ListWriteBacks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a role that may not see hand-offs. */
  async run(caller: Caller, limit: number): Promise<{ items: WriteBackSummary[]; total: number }> {
    refuseUnless(caller.roles, 'hand-offs.read');
    refuseUnless(caller.roles, 'people.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<WriteBackSummary & { total: number }>(
        `SELECT w.id, w.kind, w.state, c.name AS connection, f.reference,
           CASE WHEN w.hand_off_id IS NOT NULL THEN 'hand-off' WHEN w.voice_id IS NOT NULL THEN 'voice' ELSE 'reply' END AS about,
           CASE WHEN w.record_id <> $3 THEN jsonb_build_object('type', w.record_type, 'id', w.record_id) END AS record,
           w.tries, w.last_problem AS "lastProblem", CASE WHEN w.state = 'waiting' THEN o.due_at END AS "nextTryAt",
           w.made_at AS "madeAt", (count(*) OVER ())::int AS total
         FROM write_backs w
         JOIN connections c ON c.organisation_id = $1 AND c.id = w.connection_id
         LEFT JOIN hand_offs f ON f.organisation_id = $1 AND f.id = w.hand_off_id
         LEFT JOIN outbox o ON o.organisation_id = $1 AND o.topic = 'write-back' AND o.subject_id = w.id AND o.done_at IS NULL
         WHERE w.organisation_id = $1 AND w.state IN ('waiting', 'failed', 'by-hand') AND NOT EXISTS (
           SELECT FROM staff_tasks k WHERE k.organisation_id = $1 AND k.kind = 'write-in-host'
             AND k.subject = 'write-back:' || w.id AND k.done_at IS NOT NULL)
         ORDER BY w.made_at, w.id LIMIT $2`,
        [caller.organisationId, limit, sealedRecord],
      );
      const subject = `organisation:${caller.organisationId}`;
      await writeAudit(db, { actor: caller.actor, action: 'write-back.list', subject });
      return { items: items.map(({ total: _, ...one }) => one), total: items[0]?.total ?? 0 };
    });
  }
}
