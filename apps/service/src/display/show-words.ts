import type { WordsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { readWords } from './read-words.js';

/** What the landlord's staff call the people who live in its homes. */
@Injectable()
export class ShowWords {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<WordsShown> {
    return this.database.inOrganisation(organisationId, readWords);
  }
}
