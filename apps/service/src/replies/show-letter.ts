import { letterQuery, type LetterQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { makeLeaveLink } from './make-leave-link.js';
import { mayPostToday } from './may-tell-household.js';
import { readTelling } from './read-telling.js';
import { letterHtml } from './telling-html.js';
import { answerParts, dayInWords, leaveParts } from './telling-words.js';

/** A telling as a letter that is ready to be printed. It stays waiting until somebody says that it was posted. */
@Injectable()
export class ShowLetter {
  constructor(private readonly database: Database) {}

  /** Answers HTML. `form` is another than the one chosen, `origin` where browsers reach us. Throws `Problem`, also where none may go out today. */
  async run(caller: Caller, tellingId: string, raw: LetterQuery, origin: string): Promise<string> {
    refuseUnless(caller.roles, 'replies.give');
    const query = parseInput(letterQuery, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const telling = await readTelling(db, tellingId);
      if (telling.state === 'replaced')
        throw new Problem('conflict', 'reply-changed', 'There is something newer to tell them. Open the topic again.');
      if (telling.state === 'waiting' && !(await mayPostToday(db, telling)))
        throw new Problem('conflict', 'not-today', 'No letter goes out to this home today. Look again tomorrow.');
      const form = query.form ?? telling.form;
      const { answer } = telling;
      const leave = await makeLeaveLink(db, telling);
      await writeAudit(db, { actor: caller.actor, action: 'telling.print', subject: `telling:${tellingId}` });
      return letterHtml({
        ...answerParts(answer, form, leaveParts(answer.language, leave, origin)),
        language: answer.language,
        form,
        address: telling.address,
        date: dayInWords(answer.language, new Date()),
        noteToStaff:
          form === 'easy-read' && answer.easyRead === null
            ? 'No easy read text was written for this reply: these are its own words, one sentence a line. Read them as somebody who finds reading hard, and write an easy read text if they do not do.'
            : null,
      });
    });
  }
}
