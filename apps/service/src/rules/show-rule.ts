import type { RuleShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { ruleUnknown, versionShown, versionsOf } from './stored-rule.js';

/** One rule with all its versions, newest first. Throws `Problem` when there is none. */
@Injectable()
export class ShowRule {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, code: string): Promise<RuleShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const versions = await versionsOf(db, code);
      if (versions.length === 0) throw ruleUnknown(code);
      const library = await libraryOf(db);
      return { code, versions: versions.map((row) => versionShown(row, library)) };
    });
  }
}
