import type { RuleVersionSummary } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { ruleColumns, summaryOf, type StoredRule } from './stored-rule.js';

/** Of each rule the version that is on, and the newest where that is another. By code, newest first. */
@Injectable()
export class ListRules {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, limit: number): Promise<{ items: RuleVersionSummary[]; total: number }> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const library = await libraryOf(db);
      const rows = await db.rows<StoredRule & { total: number }>(
        `SELECT ${ruleColumns}, (count(*) OVER ())::int AS total FROM rules
         WHERE organisation_id = $1 AND (state = 'on' OR version = (
           SELECT max(n.version) FROM rules n WHERE n.organisation_id = $1 AND n.code = rules.code))
         ORDER BY code, version DESC LIMIT $2`,
        [organisationId, limit],
      );
      return { items: rows.map((row) => summaryOf(row, library)), total: rows[0]?.total ?? 0 };
    });
  }
}
