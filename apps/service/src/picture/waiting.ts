import type { PictureQuery, WaitingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { kindNow, outsideRefuges, sortingBeside } from '../records/index.js';
import { boundTo, isInside, narrowToPlace } from './narrow-to-place.js';

/**
 * $2 and $3: where. Which kind a voice is says its latest sorting; one voice is enough for a topic to wait. OFFSET 0: what
 * belongs to a topic is found by its index, a topic at a time.
 */
const statement = `
  WITH owed AS MATERIALIZED (
    SELECT v.id, v.kind, coalesce(v.person_id, v.household_id, v.id) AS who, w.since
    FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
    WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ${isInside('v', 2)} AND ${outsideRefuges('v')}),
  waits AS (SELECT who, min(since) AS since FROM owed GROUP BY who),
  waited AS (
    SELECT greatest(0, floor(extract(epoch FROM now() - since) / 86400))::int AS days, count(*)::int AS people
    FROM waits GROUP BY 1)
  SELECT (SELECT coalesce(jsonb_agg(waited ORDER BY days DESC), '[]') FROM waited) AS days,
    (SELECT count(*) FROM owed v ${sortingBeside()} WHERE ${kindNow} = 'question')::int AS questions,
    (SELECT count(*) FROM topics x
      CROSS JOIN LATERAL (
        SELECT FROM (SELECT voice_id FROM topic_voices WHERE organisation_id = $1 AND topic_id = x.id OFFSET 0) t
        CROSS JOIN LATERAL (SELECT * FROM voices WHERE organisation_id = $1 AND id = t.voice_id OFFSET 0) v
        WHERE v.withdrawn_at IS NULL AND ${isInside('v', 2)} AND ${outsideRefuges('v')} LIMIT 1) said
      WHERE x.organisation_id = $1
        AND NOT EXISTS (SELECT FROM replies r WHERE r.organisation_id = $1 AND r.topic_id = x.id))::int AS topics`;

const bands = [
  { band: '0-27', from: 0, to: 27 },
  { band: '28-55', from: 28, to: 55 },
  { band: '56-or-more', from: 56, to: Infinity },
] as const;

/** People who are owed an answer, by how long they have waited, each once, from the oldest of theirs; and what else waits. */
@Injectable()
export class Waiting {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { place }: PictureQuery): Promise<WaitingShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const inside = await narrowToPlace(db, place);
      const [found] = await db.rows<Pick<WaitingShown, 'days' | 'questions' | 'topics'>>(statement, [
        db.organisationId,
        ...boundTo(inside),
      ]);
      const { days, questions, topics } = found ?? { days: [], questions: 0, topics: 0 };
      const within = (from: number, to: number) =>
        days.reduce((sum, one) => sum + (one.days >= from && one.days <= to ? one.people : 0), 0);
      const people = within(0, Infinity);
      const long = within(56, Infinity);
      const code = long > 0 ? 'waiting-long' : people > 0 ? 'waiting' : 'nobody-waits';
      return {
        finding: { code, people, long, oldest: days[0]?.days ?? 0 },
        bands: bands.map(({ band, from, to }) => ({ band, people: within(from, to) })),
        days,
        questions,
        topics,
      };
    });
  }
}
