import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';

interface Kept {
  readonly state: string;
  /** Whether the latest try has ended. */
  readonly hasEnded: boolean;
  readonly isWrittenIn: boolean;
}

/** Tries at once what failed or waits, with as many tries as a new one has. */
@Injectable()
export class RetryWriteBack {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where there is nothing to try, or it may be in the air just now. */
  async run(caller: Caller, id: string): Promise<void> {
    refuseUnless(caller.roles, 'hand-offs.read');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      const [kept] = await db.rows<Kept>(
        `SELECT w.state, w.tries = 0 OR w.last_problem IS NOT NULL AS "hasEnded", EXISTS (
           SELECT FROM staff_tasks k WHERE k.organisation_id = $1 AND k.kind = 'write-in-host'
             AND k.subject = 'write-back:' || w.id AND k.done_at IS NOT NULL) AS "isWrittenIn"
         FROM write_backs w WHERE w.organisation_id = $1 AND w.id = $2 FOR UPDATE`,
        [db.organisationId, id],
      );
      if (!kept)
        throw new Problem(
          'not-known',
          'write-back-unknown',
          'There is no such write-back. List them to see their ids.',
        );
      refuseRetry(kept);
      await db.rows(`UPDATE write_backs SET state = 'waiting', tries = 0 WHERE organisation_id = $1 AND id = $2`, [
        db.organisationId,
        id,
      ]);
      await notice(db, 'write-back', [id]);
      await writeAudit(db, { actor: caller.actor, action: 'write-back.retry', subject: `write-back:${id}` });
    });
  }
}

function refuseRetry({ state, hasEnded, isWrittenIn }: Kept): void {
  if (isWrittenIn)
    throw new Problem(
      'conflict',
      'written-in',
      'Somebody has written it in by hand. Sent again it would stand there twice.',
    );
  if (state === 'sent' || state === 'not-needed')
    throw new Problem('conflict', 'nothing-to-send', 'It stands in the host, or need not any more.');
  if (state === 'by-hand')
    throw new Problem('conflict', 'by-hand', 'The host cannot take it. Write it in by hand and finish its task.');
  if (!hasEnded) throw new Problem('conflict', 'being-sent', 'It is being sent. Look again in a minute.');
}
