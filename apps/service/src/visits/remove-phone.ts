import type { RemovePhoneRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';

/**
 * Removes a phone that was lost, or whose holder left. From now on it sees no jobs; what it still holds is collected into
 * held when it next comes, and then it is told to forget everything.
 */
@Injectable()
export class RemovePhone {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: `phone-has-waiting` with how much waits as `current`, until the caller says that they know. */
  async run(caller: Caller, phoneId: string, { knowsOfWaiting }: RemovePhoneRequest): Promise<{ waiting: number }> {
    refuseUnless(caller.roles, 'phones.manage');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [phone] = await db.rows<{ waiting: number; isRemoved: boolean }>(
        `SELECT waiting, removed_at IS NOT NULL AS "isRemoved" FROM phones WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
        [db.organisationId, phoneId],
      );
      if (!phone) throw new Problem('not-known', 'phone-unknown', 'There is no such phone here.');
      const { waiting } = phone;
      if (phone.isRemoved) return { waiting };
      if (waiting > 0 && !knowsOfWaiting) throw hasWaiting(waiting);
      await db.rows(`UPDATE phones SET removed_at = now(), removed_by = $3 WHERE organisation_id = $1 AND id = $2`, [
        db.organisationId,
        phoneId,
        caller.actor,
      ]);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'phone.remove',
        subject: `phone:${phoneId}`,
        detail: { waiting },
      });
      return { waiting };
    });
  }
}

function hasWaiting(waiting: number): Problem {
  const visits = waiting === 1 ? '1 visit is' : `${waiting} visits are`;
  return new Problem(
    'conflict',
    'phone-has-waiting',
    `${visits} still on this phone. If it comes online we will collect them, then clear it. Say that you know, and remove it.`,
    { waiting },
  );
}
