import type { VoicesNeededShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readUncounted } from './read-ask.js';
import { readVoicesNeeded } from './read-voices-needed.js';

/** Shows which voices an ask needs, and those that are missing. */
@Injectable()
export class ShowVoicesNeeded {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, id: string): Promise<VoicesNeededShown> {
    refuseUnless(caller.roles, 'asks.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await readUncounted(db, id);
      return readVoicesNeeded(db, id, { asOf: null, heard: null });
    });
  }
}
