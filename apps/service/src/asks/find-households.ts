import { findHouseholdsRequest, type RollCallHousehold } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput } from '../platform/problem.js';
import { readRoll, shown } from './show-roll-call.js';

const most = 20;

/** Finds households of the roll of an ask by their address or tenancy reference, to record what one of them said. */
@Injectable()
export class FindHouseholds {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; for whoever may not read people as well. The first twenty. */
  async run(caller: Caller, id: string, raw: unknown): Promise<{ items: RollCallHousehold[]; total: number }> {
    refuseUnless(caller.roles, 'asks.hear');
    refuseUnless(caller.roles, 'people.read');
    const { search } = parseInput(findHouseholdsRequest, raw);
    const rows = await this.database.inOrganisation(caller.organisationId, (db) =>
      readRoll(db, id, { state: null, search, after: null, limit: most }),
    );
    return { items: rows.map(shown), total: rows.length };
  }
}
