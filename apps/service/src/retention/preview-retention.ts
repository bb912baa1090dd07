import type { RetentionPreview } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { kindOf, refuseTooShort } from './kind-of.js';
import { whatIsOld } from './what-is-old.js';

/** What would be removed now, were a kind kept for so many months. Removes nothing. */
@Injectable()
export class PreviewRetention {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(organisationId: string, kindText: string, months: number): Promise<RetentionPreview> {
    const kind = kindOf(kindText);
    refuseTooShort(kind, months);
    return this.database.inOrganisation(organisationId, async (db) => {
      const [old] = await db.rows<{ count: number; oldest: Date | null }>(
        `SELECT count(*)::int AS count, min(old.at) AS oldest FROM (${whatIsOld[kind].replace('$2', `now() - make_interval(months => $2::int)`)}) old`,
        [organisationId, months],
      );
      return { count: old?.count ?? 0, oldest: old?.oldest?.toISOString() ?? null };
    });
  }
}
