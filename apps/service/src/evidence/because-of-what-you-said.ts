import { becauseQuery, type BecauseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { lightbulbBeside, outsideRefuges } from '../records/index.js';
import { firstVoice, topicName } from './topic-name.js';
import { withoutNames } from './without-names.js';

/**
 * What changed because of what people said, for staff. Only closed loops are in it: something was decided, everybody of it
 * who is owed an answer was told, and the last of them in that month (London). It is made to hang on a wall: nobody who
 * spoke is named, and what somebody would not have passed on stays out.
 */
@Injectable()
export class BecauseOfWhatYouSaid {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, raw: unknown): Promise<BecauseShown> {
    refuseUnless(caller.roles, 'evidence.read');
    refuseUnless(caller.roles, 'voices.read');
    const { month } = parseInput(becauseQuery, raw);
    const closed = await this.database.inOrganisation(caller.organisationId, (db) =>
      db.rows<Omit<BecauseShown['items'][number], 'topic'> & Parameters<typeof topicName>[0]>(
        `SELECT o.title, f.words AS "firstWords", f.may_share AS "mayShare", coalesce(n.names, '{}') AS names, g.told, r.result,
           r.words, r.said_by AS "saidBy", EXISTS (SELECT FROM topic_voices t JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id
             ${lightbulbBeside()}
             LEFT JOIN LATERAL (SELECT may_share FROM voice_consents s WHERE s.organisation_id = $1 AND s.voice_id = v.id
               ORDER BY recorded_at DESC, s.id DESC LIMIT 1) c ON true
             WHERE t.organisation_id = $1 AND t.topic_id = o.id AND b.id IS NOT NULL AND ${outsideRefuges('v')}
               AND coalesce(c.may_share, v.may_share) AND NOT v.is_about_another) AS "hasLightbulb"
         FROM topics o
         JOIN LATERAL (SELECT * FROM replies x WHERE x.organisation_id = $1 AND x.topic_id = o.id
           ORDER BY number DESC LIMIT 1) r ON true
         JOIN LATERAL (SELECT count(*)::int AS told, max(told_at) AS last_at FROM tellings t
           WHERE t.organisation_id = $1 AND t.reply_id = r.id AND t.state = 'told') g ON g.told > 0
         ${firstVoice}
         WHERE o.organisation_id = $1 AND to_char(g.last_at AT TIME ZONE 'Europe/London', 'YYYY-MM') = $2
           AND NOT EXISTS (SELECT FROM topic_voices v
             JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.voice_id AND w.settled_at IS NULL
             WHERE v.organisation_id = $1 AND v.topic_id = o.id)
         ORDER BY g.last_at, o.id`,
        [db.organisationId, month],
      ),
    );
    const items = closed.map(({ told, result, words, saidBy, hasLightbulb, ...topic }) => ({
      ...{ topic: topicName(topic), told, result, saidBy, hasLightbulb },
      words: withoutNames(words, topic.names),
    }));
    const says =
      items.length === 0
        ? 'No loop was closed in this month: nobody can be told yet what changed.'
        : `${items.length} ${items.length === 1 ? 'loop was' : 'loops were'} closed in this month.`;
    return { month, says, items };
  }
}
