import type { VoiceSummary, VoicesQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { readVoices } from './read-voices.js';

/** What residents said, in their words, newest first. Reading it is in the audit. */
@Injectable()
export class ListVoices {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, query: VoicesQuery): Promise<{ items: VoiceSummary[]; total: number }> {
    refuseUnless(caller.roles, 'voices.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const found = await readVoices(db, query);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voices.list',
        subject: `organisation:${caller.organisationId}`,
        detail: { shown: found.items.length },
      });
      return found;
    });
  }
}
