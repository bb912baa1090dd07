import type { PhoneSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** The phones that were signed in, with when each was heard of last and how much waits on it. */
@Injectable()
export class ListPhones {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, limit: number): Promise<{ items: PhoneSummary[]; total: number }> {
    refuseUnless(caller.roles, 'phones.manage');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const rows = await db.rows<PhoneRow>(
        `SELECT id, name, operative_id AS "operativeId", operative_name AS "operativeName", app_version AS "appVersion",
           last_contact_at AS "lastContactAt", waiting, oldest_waiting_at AS "oldestWaitingAt",
           clock_ahead_seconds AS "clockAheadSeconds",
           CASE WHEN cleared_at IS NOT NULL THEN 'cleared' WHEN removed_at IS NOT NULL THEN 'removed' ELSE 'known' END AS state,
           (count(*) OVER ())::int AS total
         FROM phones WHERE organisation_id = $1 ORDER BY last_contact_at, id LIMIT $2`,
        [db.organisationId, limit],
      );
      const items = rows.map(({ operativeId, operativeName, lastContactAt, oldestWaitingAt, total: _, ...one }) => ({
        ...one,
        operative: { id: operativeId, name: operativeName },
        lastContactAt: lastContactAt.toISOString(),
        oldestWaitingAt: oldestWaitingAt?.toISOString() ?? null,
      }));
      return { items, total: rows[0]?.total ?? 0 };
    });
  }
}

interface PhoneRow extends Omit<PhoneSummary, 'operative' | 'lastContactAt' | 'oldestWaitingAt'> {
  readonly operativeId: string;
  readonly operativeName: string | null;
  readonly lastContactAt: Date;
  readonly oldestWaitingAt: Date | null;
  readonly total: number;
}
