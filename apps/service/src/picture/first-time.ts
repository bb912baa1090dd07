import type { FirstTimeShown, WholePictureQuery } from '@doorstep/contracts/http';
import { addDays, periodUpTo, suppressSmall, type Days } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { todayOf } from './today.js';
import { beginningOf, heardFirst, voicesBetween } from './voices-counted.js';

/**
 * $2: the first day of the period before, $3: of this one, $4: the day after it. Whoever gave neither name nor home is
 * not counted: nobody can say whether they spoke before.
 */
const statement = `
  WITH said AS (${voicesBetween('$2', '$4')}),
  each AS (
    SELECT who, bool_or(said_at >= ${beginningOf('$3')}) AS is_now, bool_or(said_at < ${beginningOf('$3')}) AS is_before
    FROM said WHERE who <> id GROUP BY who)
  SELECT (count(*) FILTER (WHERE is_now))::int AS now,
    (count(*) FILTER (WHERE is_now AND f.said_at >= ${beginningOf('$3')}))::int AS "firstNow",
    (count(*) FILTER (WHERE is_before))::int AS before, (count(*) FILTER (WHERE is_before AND f.id IS NOT NULL))::int AS "firstBefore"
  FROM each LEFT JOIN (${heardFirst('who', '$2')}) f ON f.id = each.who`;

interface Counts {
  readonly now: number;
  readonly firstNow: number;
  readonly before: number;
  readonly firstBefore: number;
}

/** Of the people heard, how many had never been heard before. */
@Injectable()
export class FirstTime {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period }: WholePictureQuery): Promise<FirstTimeShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const earlier = periodUpTo(addDays(days.from, -1), period);
      const bound = [db.organisationId, earlier.from, days.from, days.before];
      const [found] = await db.rows<Counts>(statement, bound);
      const { now, firstNow, before, firstBefore } = found ?? { now: 0, firstNow: 0, before: 0, firstBefore: 0 };
      const lately = shown(days, now, firstNow);
      const { people, first } = lately;
      const isKnown = people !== null && first !== null;
      return {
        ...days,
        finding: isKnown ? { code: 'first-time', people, first } : { code: 'too-few' },
        periods: [lately, shown(earlier, before, firstBefore)],
      };
    });
  }
}

function shown(days: Days, people: number, first: number): FirstTimeShown['periods'][number] {
  const { cells, total } = suppressSmall([first, people - first]);
  return { ...days, people: total, first: cells[0] ?? null };
}
