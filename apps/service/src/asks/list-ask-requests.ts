import type { AskRequestShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readAskRequests } from './read-ask-request.js';

/** Lists what teams would like residents to be asked: everything for whoever may write asks, their own for all others. */
@Injectable()
export class ListAskRequests {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. What waits first, then the newest first. */
  async run(caller: Caller, limit: number): Promise<{ items: AskRequestShown[]; total: number }> {
    refuseUnless(caller.roles, 'asks.request');
    const whose = mayDo(caller.roles, 'asks.change') ? null : caller.actor;
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [all] = await db.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM ask_requests
         WHERE organisation_id = $1 AND ($2::text IS NULL OR requested_by = $2)`,
        [db.organisationId, whose],
      );
      return { items: await readAskRequests(db, whose, limit), total: all?.count ?? 0 };
    });
  }
}
