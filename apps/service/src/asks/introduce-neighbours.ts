import type { IntroduceNeighboursRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { readUncounted } from './read-ask.js';
import { agreesToMeet } from './show-roll-call.js';

/** Keeps that neighbours who each agreed to it were introduced (seed row 49). Said again, it stands as it was. */
@Injectable()
export class IntroduceNeighbours {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where one of them did not agree, or took that back: then none was introduced. */
  async run(caller: Caller, id: string, { households }: IntroduceNeighboursRequest): Promise<void> {
    refuseUnless(caller.roles, 'asks.hear');
    await this.database.inOrganisation(caller.organisationId, async (db) => {
      await readUncounted(db, id, true);
      const introduced = await db.rows(
        `UPDATE ask_households h SET introduced_at = coalesce(introduced_at, now())
         WHERE organisation_id = $1 AND ask_id = $2 AND household_id = ANY ($3::uuid[]) AND ${agreesToMeet('h')}
         RETURNING household_id`,
        [db.organisationId, id, households],
      );
      if (introduced.length < households.length)
        throw new Problem(
          'conflict',
          'not-agreed',
          'One of these homes has not agreed to meet its neighbours, or no longer does. Look at who would like to now.',
        );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'ask.introduce',
        subject: `ask:${id}`,
        detail: { homes: households.length },
      });
    });
  }
}
