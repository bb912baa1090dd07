import { promptTextsRequest, type TextProblem } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { checkTexts } from './check-texts.js';
import { libraryOf } from './library-of.js';

/** Says what keeps texts from being used, and writes nothing. */
@Injectable()
export class CheckPromptTexts {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where an item is not a text at all. */
  async run(organisationId: string, items: readonly unknown[]): Promise<readonly TextProblem[]> {
    const given = parseInput(promptTextsRequest, { items });
    const library = await this.database.inOrganisation(organisationId, libraryOf);
    return checkTexts(library, given.items);
  }
}
