import type { LoopsShown, PictureQuery } from '@doorstep/contracts/http';
import { periodUpTo, suppressSmall } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { boundTo, isInside, narrowToPlace } from './narrow-to-place.js';
import { todayOf } from './today.js';
import { beginningOf, toldItIsDone, voicesBetween } from './voices-counted.js';

/** $2 and $3: the days, $4 and $5: where. */
const statement = `
  WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')} AND ${isInside('v', 4)}),
  done AS (${toldItIsDone}),
  each AS (
    SELECT s.who, bool_or(w.voice_id IS NOT NULL AND w.settled_at IS NULL) AS is_owed,
      bool_or(w.settled_as = 'told' AND d.voice_id IS NOT NULL) AS is_changed, bool_or(w.settled_as = 'told') AS is_told
    FROM said s
    LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = s.id
    LEFT JOIN done d ON d.voice_id = s.id
    GROUP BY s.who)
  SELECT CASE WHEN is_owed THEN 'owed' WHEN is_changed THEN 'changed' WHEN is_told THEN 'told' ELSE 'not-told' END AS state,
    count(*)::int AS people
  FROM each GROUP BY 1`;

/** Homes, by what they last answered to whether it felt listened to. $2 and $3: the days, $4 and $5: where. */
const listened = `
  SELECT coalesce(felt, 'in-words') AS answer, count(*)::int AS homes FROM (
    SELECT DISTINCT ON (o.household_id) o.felt_listened AS felt FROM outcomes o
    JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id AND q.telling_id IS NOT NULL
    JOIN tellings g ON g.organisation_id = $1 AND g.id = q.telling_id
    JOIN voices v ON v.organisation_id = $1 AND v.id = g.voice_id
    WHERE o.organisation_id = $1 AND o.outcome = 'heard' AND o.withdrawn_at IS NULL
      AND o.said_at >= ${beginningOf('$2')} AND o.said_at < ${beginningOf('$3')} AND ${isInside('v', 4)}
    ORDER BY o.household_id, o.said_at DESC, o.id DESC) last
  GROUP BY 1`;

const answers = ['yes', 'partly', 'no', 'in-words'] as const;
const states = ['owed', 'changed', 'told', 'not-told'] as const;

/** What became of what people said. */
@Injectable()
export class ClosingLoops {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period, place }: PictureQuery): Promise<LoopsShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const inside = await narrowToPlace(db, place);
      const bound = [db.organisationId, days.from, days.before, ...boundTo(inside)];
      const counted = await db.rows<LoopsShown['states'][number]>(statement, bound);
      const felt = await db.rows<{ answer: string; homes: number }>(listened, bound);
      const shown = suppressSmall(answers.map((answer) => felt.find((row) => row.answer === answer)?.homes ?? 0)).cells;
      const peopleIn = (state: string) => counted.find((row) => row.state === state)?.people ?? 0;
      const people = counted.reduce((sum, row) => sum + row.people, 0);
      return {
        ...days,
        people,
        finding: {
          code: people === 0 ? 'nobody-heard' : 'told',
          people,
          told: peopleIn('told') + peopleIn('changed'),
        },
        states: states.map((state) => ({ state, people: peopleIn(state) })),
        listened: answers.map((answer, at) => ({ answer, homes: shown[at] ?? null })),
      };
    });
  }
}
