import type { SaidOpened } from '@doorstep/contracts/http';
import { roomWords, type FixedPoint } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { levelOfAsk } from '../asks/index.js';
import { Database } from '../platform/database/database.js';
import { withLink, wonderFull } from './find-link.js';
import { partsOfForm } from './parts-of-form.js';

/** Shows somebody who has a link what they are asked. Nothing that anybody said comes with it. */
@Injectable()
export class OpenSaid {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`: `link-over`, or `wonder-full`. */
  async run(text: string): Promise<SaidOpened> {
    return withLink(this.database, text, async (db, { kind, place, form, askId, wonderId, isFull }) => {
      if (isFull) throw wonderFull();
      const [asked] = await db.rows<Pick<SaidOpened, 'landlord' | 'question' | 'why' | 'owner'> & Room>(
        `SELECT o.name AS landlord, coalesce(w.question, a.question) AS question, a.why, a.owner,
           a.already_decided AS fixed, a.still_open AS open
         FROM organisations o
         LEFT JOIN asks a ON a.organisation_id = $1 AND a.id = $2
         LEFT JOIN wonders w ON w.organisation_id = $1 AND w.id = $3
         WHERE o.id = $1`,
        [db.organisationId, askId, wonderId],
      );
      const howDecided = askId === null ? null : await levelOfAsk(db, askId);
      const { fixed, open, ...shown } = asked!;
      const room =
        fixed === null || open === null
          ? { alreadyDecided: null, stillOpen: null }
          : roomWords({ alreadyDecided: fixed, stillOpen: open });
      return { ...shown, ...room, kind, place, howDecided, parts: [...partsOfForm[form]] };
    });
  }
}

/** Null where the link is for no ask. */
interface Room {
  readonly fixed: readonly FixedPoint[] | null;
  readonly open: readonly string[] | null;
}
