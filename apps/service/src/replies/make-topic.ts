import { makeTopicRequest, type MakeTopicRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { putToTopic } from './put-to-topic.js';

/** Makes a topic, which gathers the voices that are about one thing. */
@Injectable()
export class MakeTopic {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when one of the voices is not there, or was told what came of another topic. */
  async run(caller: Caller, raw: MakeTopicRequest): Promise<{ topicId: string }> {
    refuseUnless(caller.roles, 'voices.read');
    const { title, theme, owner, voiceIds } = parseInput(makeTopicRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const topicId = uuidv7();
      await db.rows(
        `INSERT INTO topics (organisation_id, id, title, theme, owner, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [db.organisationId, topicId, title, theme ?? null, owner ?? null, caller.actor],
      );
      for (const voiceId of new Set(voiceIds)) await putToTopic(db, voiceId, topicId, caller.actor);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'topic.make',
        subject: `topic:${topicId}`,
        detail: { voices: voiceIds.length },
      });
      return { topicId };
    });
  }
}
