import { previewReplyRequest, type PreviewReplyRequest, type ReplyPreview } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { PublicOrigin } from '../platform/http/public-origin.js';
import { parseInput } from '../platform/problem.js';
import { writeOnce } from '../platform/write-once.js';
import { problemsOf } from './check-reply-words.js';
import { keepAndTell } from './give-reply.js';
import { makeLeaveLink, type LeaveLink } from './make-leave-link.js';
import { lockTopic } from './put-to-topic.js';
import { readTellingsOf, type TellingRead } from './read-telling.js';
import { answerParts, answerShort, answerText, leaveParts } from './telling-words.js';

const mostShown = 50;

/** Says what each person of a topic would get if a reply was given now. Stores nothing but that somebody looked. */
@Injectable()
export class PreviewReply {
  constructor(
    private readonly database: Database,
    private readonly origin: PublicOrigin,
  ) {}

  /** Throws `Problem` for a topic that is not there, and for a promise that is over. */
  async run(caller: Caller, raw: PreviewReplyRequest): Promise<ReplyPreview> {
    refuseUnless(caller.roles, 'replies.give');
    const { topicId, ...reply } = parseInput(previewReplyRequest, raw);
    const problems = [...problemsOf(reply)];
    if (problems.some(({ severity }) => severity === 'refuse')) return { problems, ways: [], items: [] };
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await lockTopic(db, topicId);
      const { tellings, leave } = await tryOut(db, async () => {
        const { replyId } = await keepAndTell(db, topicId, reply, caller.actor, writeOnce(uuidv7(), reply));
        const made = await readTellingsOf(db, replyId);
        // Each gets one of its own: this is taken back with all else, and works for nobody.
        const known = made.find(({ householdId }) => householdId !== null);
        return { tellings: made, leave: known === undefined ? null : await makeLeaveLink(db, known) };
      });
      await writeAudit(db, { actor: caller.actor, action: 'reply.preview', subject: `topic:${topicId}` });
      return {
        problems,
        ways: countWays(tellings),
        items: tellings
          .slice(0, mostShown)
          .map((one) => shown(one, one.householdId === null ? null : leave, this.origin.known)),
      };
    });
  }
}

/** Does it and takes it back, so that what is shown is exactly what would be made. */
async function tryOut<T>(db: Transaction, work: () => Promise<T>): Promise<T> {
  await db.rows('SAVEPOINT tried_out');
  const made = await work();
  await db.rows('ROLLBACK TO SAVEPOINT tried_out');
  return made;
}

function countWays(tellings: readonly TellingRead[]): ReplyPreview['ways'] {
  const counts = new Map<TellingRead['way'], number>();
  for (const { way } of tellings) counts.set(way, (counts.get(way) ?? 0) + 1);
  return [...counts].map(([way, count]) => ({ way, count }));
}

function shown(
  { voiceId, way, form, answer }: TellingRead,
  leave: LeaveLink | null,
  origin: string | null,
): ReplyPreview['items'][number] {
  const parts = answerParts(answer, form, leaveParts(answer.language, leave, origin));
  return {
    voiceId,
    way,
    form,
    language: answer.language,
    text: way === 'text' ? answerShort(parts) : answerText(parts),
  };
}
