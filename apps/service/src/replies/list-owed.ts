import type { ListQuery, OwedList, OwedSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** Voices that are owed a reply, oldest first, and how many people that is. Reading it is in the audit. */
@Injectable()
export class ListOwed {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { limit }: ListQuery): Promise<OwedList> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<OwedSummary>(
        `SELECT w.voice_id AS "voiceId", v.words, coalesce(s.kind, v.kind) AS kind, w.since,
           floor(extract(epoch FROM now() - w.since) / 86400)::int AS days,
           CASE WHEN x.id IS NOT NULL THEN jsonb_build_object('id', x.id, 'title', x.title, 'owner', x.owner) END AS topic,
           EXISTS (SELECT FROM tellings g WHERE g.organisation_id = $1 AND g.voice_id = v.id AND g.state = 'waiting')
             AS "isAnswered"
         FROM replies_owed w
         JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
         LEFT JOIN LATERAL (SELECT kind FROM voice_sortings WHERE organisation_id = $1 AND voice_id = v.id
           ORDER BY sorted_at DESC, id DESC LIMIT 1) s ON true
         LEFT JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
         LEFT JOIN topics x ON x.organisation_id = $1 AND x.id = t.topic_id
         WHERE w.organisation_id = $1 AND w.settled_at IS NULL ORDER BY w.since, w.voice_id LIMIT $2`,
        [db.organisationId, limit],
      );
      const [counted] = await db.rows<{ total: number; people: number }>(
        `SELECT count(*)::int AS total, count(DISTINCT coalesce(v.person_id, v.household_id, v.id))::int AS people
         FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
         WHERE w.organisation_id = $1 AND w.settled_at IS NULL`,
        [db.organisationId],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'owed.list',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: items.length },
      });
      return { items, total: counted?.total ?? 0, people: counted?.people ?? 0 };
    });
  }
}
