import { ruleRetireRequest, type RuleRetireRequest, type RuleVersion } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { holdDeciding } from '../prompting/index.js';
import { endRule } from './end-rule.js';
import { ruleUnknown, versionShown, versionsOf } from './stored-rule.js';

/** Ends a rule that is on, with what was learnt from it, and takes back what it asked that nobody has answered. */
@Injectable()
export class RetireRule {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where no version of it is on. */
  async run(actor: string, organisationId: string, code: string, raw: RuleRetireRequest): Promise<RuleVersion> {
    const { note } = parseInput(ruleRetireRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      await holdDeciding(db);
      const ended = await endRule(db, code, note);
      if (ended === null) {
        if ((await versionsOf(db, code)).length === 0) throw ruleUnknown(code);
        throw new Problem('conflict', 'not-on', `No version of ${code} is on, so there is nothing to retire.`);
      }
      const { version } = ended;
      await writeAudit(db, { actor, action: 'rule.retire', subject: `rule:${code}`, detail: { version } });
      return versionShown(ended, await libraryOf(db));
    });
  }
}
