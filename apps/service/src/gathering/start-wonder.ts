import { wonderRequest, type WonderShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { readWonders } from './list-wonders.js';
import { refuseClosedAsk } from './make-link.js';

/**
 * Opens a box for one question of an ask, which takes a few answers and then stops by itself: those who were heard in the ask
 * are asked it at their next contact, each once.
 */
@Injectable()
export class StartWonder {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for an ask that is not open. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<WonderShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { ask, question, most } = parseInput(wonderRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        'SELECT id, request_hash FROM wonders WHERE organisation_id = $1 AND asked_by = $2 AND idempotency_key = $3',
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) refuseReuse(before, once);
      const id = before?.id ?? uuidv7();
      if (!before) {
        await refuseClosedAsk(db, ask);
        await db.rows(
          `INSERT INTO wonders (organisation_id, id, ask_id, question, most, asked_by, idempotency_key, request_hash)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [db.organisationId, id, ask, question, most, caller.actor, once.idempotencyKey, once.requestHash],
        );
        await writeAudit(db, { actor: caller.actor, action: 'wonder.start', subject: `wonder:${id}` });
      }
      const wonders = await readWonders(db, ask, caller.roles);
      return wonders.find((one) => one.id === id)!;
    });
  }
}
