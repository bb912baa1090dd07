import { Injectable } from '@nestjs/common';
import { raiseAlarm } from '../alarms/index.js';
import { Database } from '../platform/database/database.js';
import { kindNow, sortingBeside } from '../records/index.js';

/** So many at a time: the next look raises the rest. */
const atOnce = 50;

/**
 * Raises with leads each question without an answer and each topic without a decision that waited for longer than the
 * landlord set, once (seed rows 117 and 151). Nothing where it set nothing.
 */
@Injectable()
export class RaiseWhatWaits {
  constructor(private readonly database: Database) {}

  /** Answers how many were raised. */
  async run(organisationId: string): Promise<number> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const waits = await db.rows<{ kind: 'question-waits' | 'topic-waits'; subject: string }>(
        `WITH late AS (SELECT now() - make_interval(days => waiting_days) AS since FROM word_settings
           WHERE organisation_id = $1 AND waiting_days IS NOT NULL),
         waiting AS (
           SELECT 'question-waits' AS kind, 'voice:' || w.voice_id AS subject, w.since
           FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
           ${sortingBeside()}
           WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ${kindNow} = 'question'
           UNION ALL
           SELECT 'topic-waits', 'topic:' || x.id, min(v.said_at)
           FROM topics x
           JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = x.id
           JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL
           WHERE x.organisation_id = $1
             AND NOT EXISTS (SELECT FROM replies r WHERE r.organisation_id = $1 AND r.topic_id = x.id)
           GROUP BY x.id)
         SELECT g.kind, g.subject FROM waiting g JOIN late ON g.since < late.since
         WHERE NOT EXISTS (SELECT FROM alarms a
           WHERE a.organisation_id = $1 AND a.kind = g.kind AND a.subject = g.subject)
         ORDER BY g.since, g.subject LIMIT $2`,
        [db.organisationId, atOnce],
      );
      for (const { kind, subject } of waits) await raiseAlarm(db, { kind, subject, toEmail: null });
      return waits.length;
    });
  }
}
