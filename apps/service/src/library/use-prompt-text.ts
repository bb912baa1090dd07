import { promptBody, type LibraryChanged } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { checkTexts, refuse } from './check-texts.js';
import { libraryOf } from './library-of.js';
import { newestOf, putInUse, storedTexts, takeTurn } from './stored-text.js';

/**
 * Puts the newest English text of a prompt in use, if it passes the check; does nothing where it is in use. Throws
 * `Problem` where there is none.
 */
@Injectable()
export class UsePromptText {
  constructor(private readonly database: Database) {}

  async run(actor: string, organisationId: string, code: string): Promise<LibraryChanged> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const at = await takeTurn(db);
      const draft = newestOf(await storedTexts(db, code), 'en');
      if (!draft || draft.state === 'retired')
        throw new Problem('not-known', 'draft-unknown', `There is no draft of ${code} to put in use.`);
      refuse(checkTexts(await libraryOf(db), [{ ...parseInput(promptBody, draft.body), code }]));
      await putInUse(db, draft, at);
      await writeAudit(db, {
        actor,
        action: 'library.use',
        subject: `prompt-text:${draft.id}`,
        detail: { code, version: draft.version },
      });
      return {
        items: [{ code, version: draft.version, state: 'in-use' }],
        total: 1,
        libraryVersion: (await libraryOf(db)).version,
      };
    });
  }
}
