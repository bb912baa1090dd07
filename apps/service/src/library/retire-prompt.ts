import { retireRequest, type LibraryChanged, type PromptBody } from '@doorstep/contracts/http';
import { promptLibrary } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput } from '../platform/problem.js';
import { checkWhole, refuse } from './check-texts.js';
import { libraryOf } from './library-of.js';
import { promptUnknown } from './prompt-text-for.js';
import { addText, newestOf, putInUse, storedTexts, takeTurn, type StoredText } from './stored-text.js';

/**
 * Takes a prompt out of use, in every language, with a note of what was learnt from it. A new text of the same code
 * brings it back. Refused where what is left would ask too little for strengths, or nothing of a role.
 */
@Injectable()
export class RetirePrompt {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where there is no such prompt in use, or no note. */
  async run(actor: string, organisationId: string, code: string, raw: unknown): Promise<LibraryChanged> {
    const { learningNote } = parseInput(retireRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const at = await takeTurn(db);
      const library = await libraryOf(db);
      const left = library.prompts.filter((one) => one.code !== code);
      if (left.length === library.prompts.length) throw promptUnknown(code);
      refuse(checkWhole({ ...library, prompts: left }));

      let text: StoredText | undefined = newestOf(await storedTexts(db, code), 'en', 'in-use');
      if (!text) {
        // A shipped text has no row of its own; it is written down so that the note has its place.
        text = await addText(db, { code, language: 'en', body: shippedBody(code), credit: undefined, actor });
        await putInUse(db, text, at);
      }
      await db.rows(
        `UPDATE prompt_texts SET state = 'retired', retired_at = $4, learning_note = CASE WHEN id = $3 THEN $5 END
         WHERE organisation_id = $1 AND code = $2
           AND (id = $3 OR (language <> 'en' AND state <> 'retired'))`,
        [db.organisationId, code, text.id, at, learningNote],
      );
      await writeAudit(db, {
        actor,
        action: 'library.retire',
        subject: `prompt-text:${text.id}`,
        detail: { code, version: text.version },
      });
      return {
        items: [{ code, version: text.version, state: 'retired' }],
        total: 1,
        libraryVersion: (await libraryOf(db)).version,
      };
    });
  }
}

function shippedBody(code: string): PromptBody {
  const shipped = promptLibrary.prompts.find((one) => one.code === code);
  if (!shipped) throw promptUnknown(code);
  const { title, say, probe, whyAsking, theme, contactTypes, role, strength } = shipped;
  return {
    ...{ title, say, probe, whyAsking, theme, role, strength, owner: '', roomToChange: '' },
    contactTypes: contactTypes === 'any-ask' ? contactTypes : [...contactTypes],
  };
}
