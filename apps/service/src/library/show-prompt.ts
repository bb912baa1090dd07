import type { LibraryPromptShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { gatherLibrary } from './gather-library.js';

/** One prompt with every version of its texts, who is to be thanked for them, and what was learnt from those retired. */
@Injectable()
export class ShowPrompt {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where nobody ever wrote such a prompt. */
  async run(organisationId: string, code: string): Promise<LibraryPromptShown> {
    const { prompts } = await this.database.inOrganisation(organisationId, (db) => gatherLibrary(db, code));
    const [shown] = prompts;
    if (!shown) throw new Problem('not-known', 'prompt-unknown', `There is no prompt ${code} here.`);
    return shown;
  }
}
