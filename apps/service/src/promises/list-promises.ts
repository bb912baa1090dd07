import type { PromisesShown, PromiseShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readJustWordsMonths } from './change-promise-settings.js';
import { readPromise, readPromises } from './read-promises.js';

/** What the landlord promised: in residents' order, with what was done, and plainly where nothing was. */
@Injectable()
export class ListPromises {
  constructor(private readonly database: Database) {}

  async run(caller: Caller): Promise<PromisesShown> {
    refuseUnless(caller.roles, 'promises.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await readPromises(db);
      return { items, total: items.length, justWordsMonths: await readJustWordsMonths(db) };
    });
  }

  /** One of them. Throws `Problem` where it is not there. */
  async one(caller: Caller, id: string): Promise<PromiseShown> {
    refuseUnless(caller.roles, 'promises.read');
    return this.database.inOrganisation(caller.organisationId, (db) => readPromise(db, id));
  }
}
