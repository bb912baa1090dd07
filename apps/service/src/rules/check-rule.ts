import { ruleCheckRequest, type RuleChecked } from '@doorstep/contracts/http';
import { checkRule, ruleSentence } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';

/** Says what keeps a rule from being used, in sentences that say what to write. Nothing is stored. */
@Injectable()
export class CheckRule {
  constructor(private readonly database: Database) {}

  async run(organisationId: string, raw: unknown): Promise<RuleChecked> {
    const given = parseInput(ruleCheckRequest, raw);
    const library = await this.database.inOrganisation(organisationId, libraryOf);
    const { rule, problems } = checkRule(given.rule, { now: new Date().toISOString(), library });
    return { sentence: rule === null ? null : ruleSentence(rule, library), problems: [...problems] };
  }
}
