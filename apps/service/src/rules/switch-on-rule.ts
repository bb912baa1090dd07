import { ruleVersionRequest, type RuleVersion, type RuleVersionRequest } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { holdDeciding } from '../prompting/index.js';
import { endRule } from './end-rule.js';
import { readRule } from './read-rule.js';
import { newestSeen, ruleColumns, versionShown, type StoredRule } from './stored-rule.js';

/** Lets a draft ask from the next contact on, in place of the version that was on. */
@Injectable()
export class SwitchOnRule {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` unless it is the newest version, a draft, passes the check as it is today, and was previewed. */
  async run(actor: string, organisationId: string, code: string, raw: RuleVersionRequest): Promise<RuleVersion> {
    const { version } = parseInput(ruleVersionRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      await holdDeciding(db);
      const library = await libraryOf(db);
      const draft = await newestSeen(db, code, version, library);
      if (draft.state !== 'draft') {
        const state = draft.state === 'on' ? 'on already' : 'retired';
        throw new Problem('conflict', 'not-a-draft', `Version ${version} of ${code} is ${state}. Draft a new one.`);
      }
      readRule(draft.body, library);
      if (draft.previewed_at === null) {
        throw new Problem(
          'conflict',
          'not-previewed',
          `Preview version ${version} of ${code} first: nobody has looked yet at whom it would ask.`,
        );
      }
      await endRule(db, code, `Version ${version} took its place.`);
      const [row] = await db.rows<StoredRule>(
        `UPDATE rules SET state = 'on', switched_on_at = now()
         WHERE organisation_id = $1 AND code = $2 AND version = $3 RETURNING ${ruleColumns}`,
        [organisationId, code, version],
      );
      await writeAudit(db, { actor, action: 'rule.switch-on', subject: `rule:${code}`, detail: { version } });
      return versionShown(row!, library);
    });
  }
}
