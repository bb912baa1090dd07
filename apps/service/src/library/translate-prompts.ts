import { translationsRequest, type LibraryChanged } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { checkTranslation, refuse } from './check-texts.js';
import { libraryOf } from './library-of.js';
import { promptUnknown } from './prompt-text-for.js';
import { addText, takeTurn } from './stored-text.js';

/** Keeps Welsh texts of prompts in use, all of them or none. None is shown before a speaker has signed it off. */
@Injectable()
export class TranslatePrompts {
  constructor(private readonly database: Database) {}

  /**
   * Throws `Problem` where there is no such prompt in use, or with the sentences that say what to write;
   * `changed-since` carries the newest version as `current`.
   */
  async run(actor: string, organisationId: string, raw: readonly unknown[]): Promise<LibraryChanged> {
    const given = parseInput(translationsRequest, { items: raw });
    return this.database.inOrganisation(organisationId, async (db) => {
      await takeTurn(db);
      const library = await libraryOf(db);
      refuse(
        given.items.flatMap(({ code, ...body }) => {
          const english = library.prompts.find((one) => one.code === code);
          if (!english) throw promptUnknown(code);
          return checkTranslation(code, english, body);
        }),
      );
      const items: LibraryChanged['items'] = [];
      for (const { code, credit, version, ...body } of given.items) {
        const text = await addText(db, { code, language: 'cy', body, credit, version, actor });
        items.push({ code, version: text.version, state: text.state });
        await writeAudit(db, {
          actor,
          action: 'library.translate',
          subject: `prompt-text:${text.id}`,
          detail: { code, version: text.version },
        });
      }
      return { items, total: items.length, libraryVersion: library.version };
    });
  }
}
