import type { TopicShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { kindNow, sortingBeside } from '../records/index.js';
import { draftOfTopic } from './draft-of-topic.js';
import { readTellings } from './list-tellings.js';
import { readTopics } from './list-topics.js';

/** A topic with what was said, word for word, what came of it, and who was told. Looking is in the audit. */
@Injectable()
export class ShowTopic {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when it is not there. */
  async run(caller: Caller, topicId: string): Promise<TopicShown> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [topic] = (await readTopics(db, { limit: 1, id: topicId })).items;
      if (!topic) throw new Problem('not-known', 'topic-unknown', 'There is no such topic here.');
      const heard = await db.rows<TopicShown['heard'][number]>(
        `SELECT v.id, v.words, v.whose, ${kindNow} AS kind, v.said_at AS "saidAt",
           w.voice_id IS NOT NULL AS "isOwed"
         FROM topic_voices t
         JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL
         ${sortingBeside()}
         LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id AND w.settled_at IS NULL
         WHERE t.organisation_id = $1 AND t.topic_id = $2
           AND NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id)
         ORDER BY v.said_at, v.id`,
        [db.organisationId, topicId],
      );
      const replies = await db.rows<TopicShown['replies'][number]>(
        `SELECT id, number, result, because, passed_to AS "passedTo", owner, promised_by::text AS "promisedBy", words,
           easy_read AS "easyRead", said_by AS "saidBy", given_at AS "givenAt"
         FROM replies WHERE organisation_id = $1 AND topic_id = $2 ORDER BY number`,
        [db.organisationId, topicId],
      );
      const tellings = (await readTellings(db, { limit: 10_000, topicId })).items;
      await writeAudit(db, { actor: caller.actor, action: 'topic.show', subject: `topic:${topicId}` });
      return { ...topic, heard, replies, tellings, draft: await draftOfTopic(db, topicId) };
    });
  }
}
