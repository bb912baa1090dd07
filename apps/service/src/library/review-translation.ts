import { reviewRequest, type LibraryChanged } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { libraryOf } from './library-of.js';
import { newestOf, putInUse, storedTexts, takeTurn } from './stored-text.js';

/** Signs off the newest Welsh text of a prompt, as a speaker of Welsh, and puts it in use. */
@Injectable()
export class ReviewTranslation {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where no Welsh text of it waits for review. */
  async run(actor: string, organisationId: string, code: string, raw: unknown): Promise<LibraryChanged> {
    const { by } = parseInput(reviewRequest, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const at = await takeTurn(db);
      const text = newestOf(await storedTexts(db, code), 'cy');
      if (text?.state !== 'draft')
        throw new Problem('not-known', 'draft-unknown', `No Welsh text of ${code} waits for review.`);
      await db.rows(
        'UPDATE prompt_texts SET reviewed_by = $3, reviewed_at = $4 WHERE organisation_id = $1 AND id = $2',
        [db.organisationId, text.id, by, at],
      );
      await putInUse(db, text, at);
      await writeAudit(db, {
        actor,
        action: 'library.review',
        subject: `prompt-text:${text.id}`,
        detail: { code, version: text.version },
      });
      return {
        items: [{ code, version: text.version, state: 'in-use' }],
        total: 1,
        libraryVersion: (await libraryOf(db)).version,
      };
    });
  }
}
