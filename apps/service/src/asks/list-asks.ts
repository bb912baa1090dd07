import type { AskSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readAsks, summaryOf } from './read-ask.js';

/** Lists the asks of a landlord, the newest first. */
@Injectable()
export class ListAsks {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, limit: number): Promise<{ items: AskSummary[]; total: number }> {
    refuseUnless(caller.roles, 'asks.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const asks = await readAsks(db, limit);
      const [all] = await db.rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM asks WHERE organisation_id = $1',
        [db.organisationId],
      );
      return { items: asks.map(summaryOf), total: all?.count ?? 0 };
    });
  }
}
