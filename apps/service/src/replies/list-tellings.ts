import type { TellingsQuery, TellingSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** Who is told what came of it, how, and where that stands. No words and no addresses. */
@Injectable()
export class ListTellings {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, query: TellingsQuery): Promise<{ items: TellingSummary[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, (db) => readTellings(db, query));
  }
}

/** Oldest first; those of one topic, of one state or of one way alone. */
export async function readTellings(
  db: Transaction,
  query: {
    readonly limit: number;
    readonly topicId?: string;
    readonly state?: string | undefined;
    readonly way?: string | undefined;
  },
): Promise<{ items: TellingSummary[]; total: number }> {
  const rows = await db.rows<TellingSummary & { total: number }>(
    `SELECT g.id, r.topic_id AS "topicId", g.reply_id AS "replyId", g.voice_id AS "voiceId", g.way, g.form, g.language,
       g.state, g.made_at AS "madeAt", g.tries, g.reminders, g.last_problem AS "lastProblem", g.told_at AS "toldAt",
       g.told_by AS "toldBy", (count(*) OVER ())::int AS total
     FROM tellings g JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     WHERE g.organisation_id = $1 AND ($3::uuid IS NULL OR r.topic_id = $3) AND ($4::text IS NULL OR g.state = $4)
       AND ($5::text IS NULL OR g.way = $5)
     ORDER BY g.made_at, g.id LIMIT $2`,
    [db.organisationId, query.limit, query.topicId ?? null, query.state ?? null, query.way ?? null],
  );
  return { items: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 };
}
