import type { LettersQuery, LetterToPost } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { mayPostToday } from './may-tell-household.js';
import { readLettersToPost, type TellingRead } from './read-telling.js';

/** Letters that wait to be printed and posted, oldest first, with whom they are to. Looking is in the audit. */
@Injectable()
export class ListLetters {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { limit }: LettersQuery): Promise<{ items: LetterToPost[]; total: number }> {
    refuseUnless(caller.roles, 'replies.give');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items: LetterToPost[] = [];
      for (const telling of await readLettersToPost(db, limit)) items.push(await letterOf(db, telling));
      const [counted] = await db.rows<{ total: number }>(
        `SELECT count(*)::int AS total FROM tellings
         WHERE organisation_id = $1 AND way = 'letter' AND state = 'waiting'`,
        [db.organisationId],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'letters.list',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: items.length },
      });
      return { items, total: counted?.total ?? 0 };
    });
  }
}

async function letterOf(db: Transaction, telling: TellingRead): Promise<LetterToPost> {
  const { id, topicId, title, form, answer, madeAt } = telling;
  return {
    id,
    topic: { id: topicId, title },
    to: answer.name,
    form,
    language: answer.language,
    madeAt: madeAt.toISOString(),
    isHeldToday: !(await mayPostToday(db, telling)),
  };
}
