import { joinTopicRequest, type JoinTopicRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { putToTopic } from './put-to-topic.js';

/** Puts a voice to a topic; until it was told what came of one, it may be moved to another. */
@Injectable()
export class JoinTopic {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, topicId: string, raw: JoinTopicRequest): Promise<void> {
    refuseUnless(caller.roles, 'voices.read');
    const { voiceId } = parseInput(joinTopicRequest, raw);
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      await putToTopic(db, voiceId, topicId, caller.actor);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'topic.join',
        subject: `voice:${voiceId}`,
        detail: { topic: topicId },
      });
    });
  }
}
