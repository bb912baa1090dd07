import type { ConcentrationShown, WholePictureQuery } from '@doorstep/contracts/http';
import { concentration, periodUpTo, type HowOften } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { todayOf } from './today.js';
import { voicesBetween } from './voices-counted.js';

/** $2 and $3: the days. Nobody is in the answer, only how many spoke so often. */
const statement = `
  WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')}),
  each AS (SELECT count(*)::int AS times FROM said GROUP BY who)
  SELECT times, count(*)::int AS people FROM each GROUP BY times ORDER BY times`;

/** Whether few people say most of what we hear. */
@Injectable()
export class ShowConcentration {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period }: WholePictureQuery): Promise<ConcentrationShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const howOften = await db.rows<HowOften>(statement, [db.organisationId, days.from, days.before]);
      const { people, bands, most } = concentration(howOften);
      return {
        ...days,
        people,
        bands: [...bands],
        finding: most ? { code: 'share-of-most', ...most } : { code: 'too-few' },
      };
    });
  }
}
