import type { HandOffShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { Sealer } from '../platform/secrets/seal.js';
import { findHandOff } from './find-hand-off.js';
import { openContent } from './hand-off-content.js';
import { readSummaries } from './list-hand-offs.js';
import { photosOnTheirWay, photosShown } from './photos-shown.js';

/** One hand-off with its words, until the other side has them: for whoever passes it on by hand. Looking is in the audit. */
@Injectable()
export class ShowHandOff {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** Throws `Problem`: a restricted one is shown to nobody. */
  async run(actor: string, organisationId: string, named: string): Promise<HandOffShown> {
    return this.database.inOrganisation(organisationId, async (db) => {
      const { id, route } = await findHandOff(db, named);
      if (route === 'restricted')
        throw new Problem(
          'not-allowed',
          'restricted',
          'What this says went to the person it is for, and to nobody else.',
        );
      const [summary] = await readSummaries(db, 'f.id = $3', [id], 1);
      const content = await openContent(db, this.sealer, id);
      const [seen] = await db.rows<Pick<HandOffShown, 'photos' | 'photosOnTheirWay'>>(
        `SELECT ${photosShown('e.hand_off_id = $2')} AS photos, ${photosOnTheirWay('e.hand_off_id = $2')} AS "photosOnTheirWay"`,
        [organisationId, id],
      );
      await writeAudit(db, { actor, action: 'hand-off.show', subject: `hand-off:${id}` });
      return { ...summary!, words: content?.words ?? null, ...seen! };
    });
  }
}
