import { giveReplyRequest, type GiveReplyRequest, type ReplyGiven } from '@doorstep/contracts/http';
import type { ReplyProblem } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import { refuseUnless } from '../access/index.js';
import { takeBackAlarm } from '../alarms/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { takeBackTask } from '../tasks/index.js';
import { problemsOf } from './check-reply-words.js';
import { makeTellings } from './make-tellings.js';
import { lockTopic, putToTopic } from './put-to-topic.js';
import { shortTitle } from './short-title.js';

type ReplyToKeep = Omit<z.infer<typeof giveReplyRequest>, 'topicId' | 'voiceId' | 'knowing' | 'after'>;

/**
 * Keeps what came of a topic, or of one voice, and makes one telling of it for every voice of the topic. A later reply
 * takes the place of what still waits and is told to each voice again, once.
 */
@Injectable()
export class GiveReply {
  constructor(private readonly database: Database) {}

  /**
   * Throws `Problem`: a reply that may not be given like this, with all that is wrong as `current`; and
   * `reply-warnings` where there is something to read first, until it comes with `knowing`.
   */
  async run(caller: Caller, raw: GiveReplyRequest, once: WriteOnce): Promise<ReplyGiven> {
    refuseUnless(caller.roles, 'replies.give');
    const request = parseInput(giveReplyRequest, raw);
    refuseProblems(problemsOf(request), request.knowing);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const before = await givenUnder(db, caller.actor, once);
      if (before) return before;
      const topicId = request.topicId ?? (await topicOf(db, request.voiceId ?? '', caller.actor));
      await lockTopic(db, topicId);
      if (request.after !== undefined) await refuseNewer(db, topicId, request.after);
      const { replyId, number, tellings } = await keepAndTell(db, topicId, request, caller.actor, once);
      await takeBackTask(db, `topic:${topicId}`, caller.actor);
      await takeBackAlarm(db, `topic:${topicId}`, caller.actor);
      if (request.promisedBy !== undefined) await lookAgainAfter(db, replyId, request.promisedBy);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'reply.give',
        subject: `reply:${replyId}`,
        detail: { topic: topicId, result: request.result, tellings },
      });
      return { replyId, topicId, number, tellings };
    });
  }
}

/** Keeps a reply and makes its tellings; the topic is locked. Throws `Problem` for a promise that is over. */
export async function keepAndTell(
  db: Transaction,
  topicId: string,
  reply: ReplyToKeep,
  actor: string,
  once: WriteOnce,
): Promise<{ replyId: string; number: number; tellings: number }> {
  await refusePastPromise(db, reply.promisedBy);
  const { replyId, number } = await keepReply(db, topicId, reply, actor, once);
  const voices = await db.rows<{ id: string }>(
    'SELECT voice_id AS id FROM topic_voices WHERE organisation_id = $1 AND topic_id = $2',
    [db.organisationId, topicId],
  );
  const tellings = await makeTellings(
    db,
    replyId,
    voices.map(({ id }) => id),
  );
  return { replyId, number, tellings };
}

/** Nobody is told twice because two wrote at once: whoever comes second reads the first. */
async function refuseNewer(db: Transaction, topicId: string, after: number): Promise<void> {
  const [newer] = await db.rows(
    `SELECT number, words, said_by AS "saidBy", given_at AS "givenAt" FROM replies
     WHERE organisation_id = $1 AND topic_id = $2 AND number > $3 ORDER BY number DESC LIMIT 1`,
    [db.organisationId, topicId, after],
  );
  if (newer)
    throw new Problem('conflict', 'changed-since', 'Somebody else replied since you looked. Read theirs first.', newer);
}

function refuseProblems(problems: readonly ReplyProblem[], isKnowing: boolean): void {
  const refused = problems.find(({ severity }) => severity === 'refuse');
  if (refused) throw new Problem('bad-input', refused.rule, refused.message, { problems });
  if (problems.length > 0 && !isKnowing)
    throw new Problem(
      'conflict',
      'reply-warnings',
      'Read what could be better. To give the reply all the same, send it with "knowing": true.',
      { problems },
    );
}

async function givenUnder(db: Transaction, actor: string, once: WriteOnce): Promise<ReplyGiven | undefined> {
  const [stored] = await db.rows<ReplyGiven & { request_hash: Buffer }>(
    `SELECT r.id AS "replyId", r.topic_id AS "topicId", r.number, r.request_hash,
       (SELECT count(*)::int FROM tellings g WHERE g.organisation_id = $1 AND g.reply_id = r.id) AS tellings
     FROM replies r WHERE r.organisation_id = $1 AND r.given_by = $2 AND r.idempotency_key = $3`,
    [db.organisationId, actor, once.idempotencyKey],
  );
  if (!stored) return undefined;
  refuseReuse(stored, once);
  const { request_hash: _, ...given } = stored;
  return given;
}

/** The topic of a voice; one of its own where it is in none yet, called by what was said. */
async function topicOf(db: Transaction, voiceId: string, by: string): Promise<string> {
  const [voice] = await db.rows<{ topicId: string | null; words: string }>(
    `SELECT t.topic_id AS "topicId", v.words FROM voices v
     LEFT JOIN topic_voices t ON t.organisation_id = $1 AND t.voice_id = v.id
     WHERE v.organisation_id = $1 AND v.id = $2 FOR UPDATE OF v`,
    [db.organisationId, voiceId],
  );
  if (!voice) throw new Problem('not-known', 'voice-unknown', 'There is no such voice here.');
  if (voice.topicId !== null) return voice.topicId;
  const topicId = uuidv7();
  await db.rows(`INSERT INTO topics (organisation_id, id, title, created_by) VALUES ($1, $2, $3, $4)`, [
    db.organisationId,
    topicId,
    shortTitle(voice.words, 120),
    by,
  ]);
  await putToTopic(db, voiceId, topicId, by);
  return topicId;
}

async function refusePastPromise(db: Transaction, promisedBy: string | undefined): Promise<void> {
  if (promisedBy === undefined) return;
  const [past] = await db.rows(`SELECT 1 AS past WHERE $1::date < (now() AT TIME ZONE 'Europe/London')::date`, [
    promisedBy,
  ]);
  if (past) throw new Problem('bad-input', 'promised-past', 'promisedBy: that day is over. Write one that is to come.');
}

async function keepReply(
  db: Transaction,
  topicId: string,
  request: ReplyToKeep,
  actor: string,
  once: WriteOnce,
): Promise<{ replyId: string; number: number }> {
  const replyId = uuidv7();
  const [kept] = await db.rows<{ number: number }>(
    `INSERT INTO replies (organisation_id, id, topic_id, number, result, because, passed_to, owner, promised_by, words,
       easy_read, said_by, given_by, idempotency_key, request_hash)
     SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
     FROM replies WHERE organisation_id = $1 AND topic_id = $3 RETURNING number`,
    [
      db.organisationId,
      replyId,
      topicId,
      request.result,
      request.because ?? null,
      request.passedTo ?? null,
      request.owner ?? null,
      request.promisedBy ?? null,
      request.words,
      request.easyRead ?? null,
      request.saidBy,
      actor,
      once.idempotencyKey,
      once.requestHash,
    ],
  );
  if (!kept) throw new Error('A reply that was just written is there.');
  return { replyId, number: kept.number };
}

/** On the morning after the day that was promised. */
async function lookAgainAfter(db: Transaction, replyId: string, promisedBy: string): Promise<void> {
  const [due] = await db.rows<{ at: string }>(
    `SELECT (($1::date + 1 + time '08:00') AT TIME ZONE 'Europe/London')::text AS at`,
    [promisedBy],
  );
  await notice(db, 'reply-check', [replyId], due?.at ?? null);
}
