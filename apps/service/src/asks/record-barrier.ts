import { barrierRequest, type BarrierKept } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';

/** Keeps what gets in the way of one household, in its words, and at which stage of the service (seed row 7). */
@Injectable()
export class RecordBarrier {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a household that this ask does not concern. */
  async run(caller: Caller, askId: string, raw: unknown, once: WriteOnce): Promise<BarrierKept> {
    refuseUnless(caller.roles, 'asks.hear');
    const given = parseInput(barrierRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM ask_barriers
         WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return { barrierId: before.id };
      }
      const barrierId = uuidv7();
      const [kept] = await db.rows(
        `INSERT INTO ask_barriers (organisation_id, id, ask_id, household_id, stage, words, recorded_by, idempotency_key,
           request_hash)
         SELECT $1, $2, h.ask_id, h.household_id, $5, $6, $7, $8, $9 FROM ask_households h
         WHERE h.organisation_id = $1 AND h.ask_id = $3 AND h.household_id = $4 RETURNING id`,
        [
          ...[db.organisationId, barrierId, askId, given.household, given.stage, given.words, caller.actor],
          ...[once.idempotencyKey, once.requestHash],
        ],
      );
      if (!kept) throw new Problem('not-known', 'household-unknown', 'This household is not on the roll of this ask.');
      await writeAudit(db, { actor: caller.actor, action: 'ask.barrier', subject: `ask:${askId}` });
      return { barrierId };
    });
  }
}
