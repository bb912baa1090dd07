import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { isSent } from './make-tellings.js';
import { readTelling } from './read-telling.js';

/** Sends what was told by e-mail or text once more. Twice at most, whoever asks: nobody is chased. */
@Injectable()
export class RemindTelling {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a third, and for what was not sent. */
  async run(caller: Caller, tellingId: string): Promise<{ reminders: number }> {
    refuseUnless(caller.roles, 'replies.give');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const telling = await readTelling(db, tellingId);
      if (telling.state !== 'told' || !isSent(telling.way))
        throw new Problem('conflict', 'not-sent', 'Only what was sent by e-mail or text can be sent once more.');
      if (telling.isOver)
        throw new Problem('conflict', 'told-no-more', 'They want to be told no more about this. Leave them in peace.');
      if (telling.reminders >= 2)
        throw new Problem(
          'conflict',
          'reminded-twice',
          'They were reminded twice. Leave them in peace: they answer if they want to.',
        );
      await db.rows(
        'UPDATE tellings SET reminders = reminders + 1, last_problem = NULL WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, tellingId],
      );
      await notice(db, 'telling', [tellingId]);
      await writeAudit(db, { actor: caller.actor, action: 'telling.remind', subject: `telling:${tellingId}` });
      return { reminders: telling.reminders + 1 };
    });
  }
}
