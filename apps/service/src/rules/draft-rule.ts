import { ruleDraftRequest, type RuleDraftRequest, type RuleVersion } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { readRule } from './read-rule.js';
import { changedSince, ruleColumns, versionShown, versionsOf, type StoredRule } from './stored-rule.js';

/** Keeps a rule as a draft: a new version on top of the one that the writer has seen. Nobody is asked by it yet. */
@Injectable()
export class DraftRule {
  constructor(private readonly database: Database) {}

  /**
   * Throws `Problem` with a sentence for each thing to mend; or, where somebody saved another version since, with that
   * version.
   */
  async run(actor: string, organisationId: string, raw: RuleDraftRequest): Promise<RuleVersion> {
    const given = parseInput(ruleDraftRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const library = await libraryOf(db);
      const rule = readRule(given.rule, library);
      await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('rule:' || $1 || $2, 0))`, [
        organisationId,
        rule.code,
      ]);
      const [newest] = await versionsOf(db, rule.code);
      if (newest && newest.version !== given.basedOn) throw changedSince(newest, library);
      const version = (newest?.version ?? 0) + 1;
      const [row] = await db.rows<StoredRule>(
        `INSERT INTO rules (organisation_id, code, version, body, owner, created_by) VALUES ($1, $2, $3, $4, $5, $6)
         RETURNING ${ruleColumns}`,
        [organisationId, rule.code, version, JSON.stringify(rule), rule.owner, actor],
      );
      await writeAudit(db, { actor, action: 'rule.draft', subject: `rule:${rule.code}`, detail: { version } });
      return versionShown(row!, library);
    });
  }
}
