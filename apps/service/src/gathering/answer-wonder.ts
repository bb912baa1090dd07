import { wonderAnswerRequest, type WonderShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { countAnswer } from '../asks/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { wonderFull } from './find-link.js';
import { readWonders } from './list-wonders.js';

/** Puts a voice of the ask into its wonder box, once. */
@Injectable()
export class AnswerWonder {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: `wonder-full` when it has its answers. */
  async run(caller: Caller, wonderId: string, raw: unknown): Promise<WonderShown> {
    refuseUnless(caller.roles, 'asks.hear');
    const { voiceId } = parseInput(wonderAnswerRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const wonder = await lockWonder(db, wonderId);
      const [before] = await db.rows(
        'SELECT 1 AS found FROM wonder_answers WHERE organisation_id = $1 AND wonder_id = $2 AND voice_id = $3',
        [db.organisationId, wonderId, voiceId],
      );
      if (!before) {
        await refuseOtherVoice(db, wonder.askId, voiceId);
        const answer = { voiceId, entryId: null, recordedBy: caller.actor };
        if (!(await countAnswer(db, wonderId, answer))) throw wonderFull();
        await writeAudit(db, { actor: caller.actor, action: 'wonder.answer', subject: `wonder:${wonderId}` });
      }
      const wonders = await readWonders(db, wonder.askId, caller.roles);
      return wonders.find(({ id }) => id === wonderId)!;
    });
  }
}

async function lockWonder(db: Transaction, id: string): Promise<{ askId: string }> {
  const [wonder] = await db.rows<{ askId: string }>(
    'SELECT ask_id AS "askId" FROM wonders WHERE organisation_id = $1 AND id = $2 FOR UPDATE',
    [db.organisationId, id],
  );
  if (!wonder) throw new Problem('not-known', 'wonder-unknown', 'There is no such wonder box here.');
  return wonder;
}

async function refuseOtherVoice(db: Transaction, askId: string, voiceId: string): Promise<void> {
  const [mine] = await db.rows(
    `SELECT 1 AS found FROM asks a
     JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id AND t.voice_id = $3
     JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL
     WHERE a.organisation_id = $1 AND a.id = $2`,
    [db.organisationId, askId, voiceId],
  );
  if (!mine)
    throw new Problem('conflict', 'other-voice', 'That voice is not in this ask. Put it to the ask’s topic first.');
}
