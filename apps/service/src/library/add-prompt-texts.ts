import { promptTextsRequest, type LibraryChanged } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { checkTexts, refuse } from './check-texts.js';
import { libraryOf } from './library-of.js';
import { addText, putInUse, takeTurn } from './stored-text.js';

/**
 * Writes prompts and puts them in use, or keeps them as drafts: all of them or none. A text that cannot be used is
 * refused with the sentences that say what to write; a draft may wait as it is. The same text again adds nothing.
 */
@Injectable()
export class AddPromptTexts {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; `changed-since` carries the newest version as `current`. */
  async run(actor: string, organisationId: string, raw: readonly unknown[]): Promise<LibraryChanged> {
    const given = parseInput(promptTextsRequest, { items: raw });
    return this.database.inOrganisation(organisationId, async (db) => {
      const at = await takeTurn(db);
      refuse(
        checkTexts(
          await libraryOf(db),
          given.items.filter(({ isDraft }) => !isDraft),
        ),
      );
      const items: LibraryChanged['items'] = [];
      for (const { code, credit, version, isDraft, ...body } of given.items) {
        const text = await addText(db, { code, language: 'en', body, credit, version, actor });
        if (!isDraft) await putInUse(db, text, at);
        items.push({ code, version: text.version, state: isDraft ? text.state : 'in-use' });
        await writeAudit(db, {
          actor,
          action: 'library.add',
          subject: `prompt-text:${text.id}`,
          detail: { code, version: text.version, isDraft },
        });
      }
      return { items, total: items.length, libraryVersion: (await libraryOf(db)).version };
    });
  }
}
