import type { TopicsQuery, TopicSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** Topics with how long each waits for a decision and how many people stand behind it. */
@Injectable()
export class ListTopics {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { limit, olderThan }: TopicsQuery): Promise<{ items: TopicSummary[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, (db) => readTopics(db, { limit, olderThan }));
  }
}

/** Those that wait longest for a decision first. `olderThan` whole days, undecided; `id` that one alone. */
export async function readTopics(
  db: Transaction,
  { limit, olderThan, id }: { limit: number; olderThan?: number | undefined; id?: string },
): Promise<{ items: TopicSummary[]; total: number }> {
  const rows = await db.rows<TopicSummary & { total: number }>(
    `SELECT *, (count(*) OVER ())::int AS total FROM (
       SELECT x.id, x.title, x.theme, x.owner, x.created_at AS "createdAt", r.result,
         CASE WHEN r.result IS NULL THEN
           floor(extract(epoch FROM now() - coalesce(h.first, x.created_at)) / 86400)::int END AS "openDays",
         h.voices, h.people, h.owed
       FROM topics x
       LEFT JOIN LATERAL (SELECT result FROM replies
         WHERE organisation_id = $1 AND topic_id = x.id ORDER BY number DESC LIMIT 1) r ON true
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS voices, count(DISTINCT coalesce(v.person_id, v.household_id, v.id))::int AS people,
           (count(*) FILTER (WHERE w.settled_at IS NULL AND w.voice_id IS NOT NULL))::int AS owed, min(v.said_at) AS first
         FROM topic_voices t
         JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL
         LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id
         WHERE t.organisation_id = $1 AND t.topic_id = x.id
           AND NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id)) h
       WHERE x.organisation_id = $1 AND ($4::uuid IS NULL OR x.id = $4)) q
     WHERE $3::int IS NULL OR "openDays" > $3
     ORDER BY "openDays" DESC NULLS LAST, "createdAt" DESC, id LIMIT $2`,
    [db.organisationId, limit, olderThan ?? null, id ?? null],
  );
  return { items: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 };
}
