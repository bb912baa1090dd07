import type { RuleChoices } from '@doorstep/contracts/http';
import { contactTypes, lengths, themes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { ruleStatements } from './rule-statements.js';

/** What a rule may be made of, in words: contacts, themes, and what it may ask of a home. */
@Injectable()
export class ListRuleChoices {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<RuleChoices> {
    const { prompts } = await this.database.inOrganisation(organisationId, libraryOf);
    return {
      contacts: contactTypes
        .filter(({ light }) => light !== 'never')
        .map(({ code, happened, light }) => ({ code, happened, takesAnyPrompt: light === 'ask' })),
      themes: themes.map(({ code, name }) => ({ code, name })),
      statements: ruleStatements(prompts),
      timesAYear: lengths.asksInPeriod.floor.atMost,
    };
  }
}
