import type { OwedList, OwedQuery, OwedSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { kindNow, sortingBeside } from '../records/index.js';
import { replyDay } from './reply-by.js';

/**
 * Voices that are owed a reply, oldest first, and how many people that is; of one owner or theme, or questions alone,
 * where asked: those that are to be answered soonest first. Reading it is in the audit.
 */
@Injectable()
export class ListOwed {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { limit, owner, theme, kind }: OwedQuery): Promise<OwedList> {
    refuseUnless(caller.roles, 'voices.read');
    const of = [owner ?? null, theme ?? null, kind ?? null];
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<OwedSummary>(
        `SELECT w.voice_id AS "voiceId", v.words, v.whose, ${kindNow} AS kind, w.since,
           floor(extract(epoch FROM now() - w.since) / 86400)::int AS days,
           coalesce(to_char(w.answer_by, 'YYYY-MM-DD'), ${replyDay}) AS "replyBy",
           CASE WHEN ${kindNow} = 'question' THEN coalesce(w.answer_owner, x.owner) END AS "answerOwner",
           CASE WHEN x.id IS NOT NULL THEN jsonb_build_object('id', x.id, 'title', x.title, 'owner', x.owner,
             'theme', x.theme, 'promisedBy', n.promised_by) END AS topic,
           EXISTS (SELECT FROM tellings g WHERE g.organisation_id = $1 AND g.voice_id = v.id AND g.state = 'waiting')
             AS "isAnswered"
         FROM replies_owed w
         JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
         LEFT JOIN word_settings p ON p.organisation_id = $1
         ${sortingBeside()}
         LEFT JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
         LEFT JOIN topics x ON x.organisation_id = $1 AND x.id = t.topic_id
         LEFT JOIN LATERAL (SELECT promised_by FROM replies WHERE organisation_id = $1 AND topic_id = x.id
           ORDER BY number DESC LIMIT 1) n ON true
         WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ($3::text IS NULL OR x.owner = $3)
           AND ($4::text IS NULL OR x.theme = $4) AND ($5::text IS NULL OR ${kindNow} = $5)
         ORDER BY CASE WHEN $5::text IS NOT NULL THEN w.answer_by END, w.since, w.voice_id LIMIT $2`,
        [db.organisationId, limit, ...of],
      );
      const [counted] = await db.rows<{ total: number; people: number }>(
        `SELECT count(*)::int AS total, count(DISTINCT coalesce(v.person_id, v.household_id, v.id))::int AS people
         FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
         ${sortingBeside()}
         LEFT JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
         LEFT JOIN topics x ON x.organisation_id = $1 AND x.id = t.topic_id
         WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ($2::text IS NULL OR x.owner = $2)
           AND ($3::text IS NULL OR x.theme = $3) AND ($4::text IS NULL OR ${kindNow} = $4)`,
        [db.organisationId, ...of],
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
