import { stuckRequest, type StuckPoint } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readStuck } from './list-stuck.js';
import { refuseClosedAsk } from './make-link.js';

/**
 * Says that an open ask is stuck, and on what: those who were heard in it are asked for help at their next contact, each
 * once, and nobody who would rather not say.
 */
@Injectable()
export class SayStuck {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an ask that is not open, or is stuck on something already. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<StuckPoint> {
    refuseUnless(caller.roles, 'asks.change');
    const { ask, stuckOn, question } = parseInput(stuckRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        'SELECT id, request_hash FROM stuck_points WHERE organisation_id = $1 AND said_by = $2 AND idempotency_key = $3',
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) refuseReuse(before, once);
      const id = before?.id ?? uuidv7();
      if (!before) {
        await refuseClosedAsk(db, ask);
        const [said] = await db.rows<{ id: string }>(
          `INSERT INTO stuck_points (organisation_id, id, ask_id, stuck_on, question, said_by, idempotency_key, request_hash)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (organisation_id, ask_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
          [db.organisationId, id, ask, stuckOn, question, caller.actor, once.idempotencyKey, once.requestHash],
        );
        if (!said)
          throw new Problem(
            'conflict',
            'stuck-already',
            'It is stuck on something already. Say what came of that first.',
          );
        await writeAudit(db, { actor: caller.actor, action: 'ask.stuck', subject: `ask:${ask}` });
      }
      const points = await readStuck(db, ask, caller.roles);
      return points.find((one) => one.id === id)!;
    });
  }
}
