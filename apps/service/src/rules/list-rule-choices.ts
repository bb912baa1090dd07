import type { RuleChoices } from '@doorstep/contracts/http';
import { checkRule, contactTypes, lengths, themes, type Prompt, type PromptLibrary } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { libraryOf } from '../library/index.js';
import { Database } from '../platform/database/database.js';
import { ruleStatements } from './rule-statements.js';

/** What a rule may be made of, in words: contacts, prompts, themes, and what it may ask of a home. */
@Injectable()
export class ListRuleChoices {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<RuleChoices> {
    const library = await this.database.inOrganisation(organisationId, libraryOf);
    return {
      contacts: contactTypes.filter(({ light }) => light !== 'never').map(({ code, happened }) => ({ code, happened })),
      prompts: library.prompts
        .map((prompt) => ({ code: prompt.code, say: prompt.say, contacts: contactsFor(prompt, library) }))
        .filter(({ contacts }) => contacts.length > 0),
      themes: themes.map(({ code, name }) => ({ code, name })),
      statements: ruleStatements(library.prompts),
      timesAYear: lengths.asksInPeriod.floor.atMost,
    };
  }
}

/** The contacts at which a rule may name this prompt; none where the check of a rule turns it down at any. */
function contactsFor({ code, contactTypes: types }: Prompt, library: PromptLibrary): string[] {
  const when = contactTypes
    .filter((type) =>
      types === 'any-ask' ? type.light === 'ask' : types.includes(type.code) && type.light !== 'never',
    )
    .map((type) => type.code);
  const tried = { when, ask: { kind: 'ask', promptCodes: [code] }, why: 'We ask.' };
  const { problems } = checkRule(tried, { now: new Date().toISOString(), library });
  return problems.some(({ part }) => part === 'ask') ? [] : when;
}
