import type { PictureQuery, WaitingShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { outsideRefuges } from '../records/index.js';
import { boundTo, isInside, narrowToPlace } from './narrow-to-place.js';

const statement = `
  WITH waits AS (
    SELECT coalesce(v.person_id, v.household_id, v.id) AS who, min(w.since) AS since
    FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
    WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ${isInside('v', 2)} AND ${outsideRefuges('v')}
    GROUP BY 1)
  SELECT greatest(0, floor(extract(epoch FROM now() - since) / 86400))::int AS days, count(*)::int AS people
  FROM waits GROUP BY 1 ORDER BY 1 DESC`;

/** Besides people: $2 and $3 where. Which kind a voice is says its latest sorting; few are questions, so those come first. */
const besides = `
  WITH asked AS (
    SELECT v.id, v.kind FROM replies_owed w JOIN voices v ON v.organisation_id = $1 AND v.id = w.voice_id
    WHERE w.organisation_id = $1 AND w.settled_at IS NULL AND ${isInside('v', 2)} AND ${outsideRefuges('v')}
      AND (v.kind = 'question' OR v.id IN (
        SELECT s.voice_id FROM voice_sortings s WHERE s.organisation_id = $1 AND s.kind = 'question')))
  SELECT (SELECT count(*) FROM asked a
      LEFT JOIN LATERAL (SELECT s.kind FROM voice_sortings s WHERE s.organisation_id = $1 AND s.voice_id = a.id
        ORDER BY s.sorted_at DESC, s.id DESC LIMIT 1) k ON true
      WHERE coalesce(k.kind, a.kind) = 'question')::int AS questions,
    (SELECT count(*) FROM topics x
      WHERE x.organisation_id = $1
        AND NOT EXISTS (SELECT FROM replies r WHERE r.organisation_id = $1 AND r.topic_id = x.id)
        AND EXISTS (SELECT FROM topic_voices t JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id
          WHERE t.organisation_id = $1 AND t.topic_id = x.id AND v.withdrawn_at IS NULL
            AND ${isInside('v', 2)} AND ${outsideRefuges('v')}))::int AS topics`;

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
      const bound = [db.organisationId, ...boundTo(inside)];
      const days = await db.rows<WaitingShown['days'][number]>(statement, bound);
      const [more] = await db.rows<Pick<WaitingShown, 'questions' | 'topics'>>(besides, bound);
      const within = (from: number, to: number) =>
        days.reduce((sum, one) => sum + (one.days >= from && one.days <= to ? one.people : 0), 0);
      const people = within(0, Infinity);
      const long = within(56, Infinity);
      const code = long > 0 ? 'waiting-long' : people > 0 ? 'waiting' : 'nobody-waits';
      return {
        finding: { code, people, long, oldest: days[0]?.days ?? 0 },
        bands: bands.map(({ band, from, to }) => ({ band, people: within(from, to) })),
        days,
        questions: more?.questions ?? 0,
        topics: more?.topics ?? 0,
      };
    });
  }
}
