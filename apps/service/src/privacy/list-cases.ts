import type { PrivacyCase } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { casesShown, shown, type StoredCase } from './read-case.js';

/** What residents asked for of what is held about them: what is open, the oldest first, and then what was closed last. */
@Injectable()
export class ListCases {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, limit: number): Promise<{ items: PrivacyCase[]; total: number }> {
    refuseUnless(caller.roles, 'privacy.export');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<StoredCase>(
        `${casesShown} WHERE c.organisation_id = $1
         ORDER BY c.closed_on IS NOT NULL, c.closed_on DESC, c.received_on, c.id LIMIT $2`,
        [db.organisationId, limit],
      );
      const [counted] = await db.rows<{ total: number }>(
        'SELECT count(*)::int AS total FROM privacy_cases WHERE organisation_id = $1',
        [db.organisationId],
      );
      return { items: items.map(shown), total: counted?.total ?? 0 };
    });
  }
}
