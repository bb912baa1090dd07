import type { SilentQuery, SilentShown } from '@doorstep/contracts/http';
import { addDays } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { narrowToPlace } from './narrow-to-place.js';
import { todayOf } from './today.js';
import { beginningOf, voicesCounted } from './voices-counted.js';

/** $2: the households of the place, $3: 52 weeks ago, $4: where a page ended. A voice of a home is of all who live in it. */
const statement = `
  WITH living AS (
    SELECT t.id, t.reference_id, t.home_id FROM tenancies t WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[])),
  heard AS (
    SELECT id, max(said_at) AS last_at FROM (
      SELECT v.household_id AS id, v.said_at FROM (${voicesCounted}) v WHERE v.household_id = ANY ($2)
      UNION ALL
      SELECT l.id, v.said_at FROM (${voicesCounted}) v JOIN living l ON l.home_id = v.home_id
      WHERE v.household_id IS NULL) each
    GROUP BY id)
  SELECT l.id AS "householdId", l.reference_id AS tenancy, coalesce(array_to_string(m.address_lines, ', '), '') AS address,
    to_char(h.last_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS "lastHeardOn"
  FROM living l
  LEFT JOIN homes m ON m.organisation_id = $1 AND m.id = l.home_id
  LEFT JOIN heard h ON h.id = l.id
  WHERE (h.last_at IS NULL OR h.last_at < ${beginningOf('$3')}) AND ($4::uuid IS NULL OR l.id > $4)
  ORDER BY l.id LIMIT $5`;

/** The homes of a place not heard from in 52 weeks, for whoever goes to them. Reading it is in the audit. */
@Injectable()
export class SilentHomes {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. Ordered by our id of the household. */
  async run(caller: Caller, { place, after, limit }: SilentQuery): Promise<SilentShown> {
    refuseUnless(caller.roles, 'picture.read');
    if (!mayDo(caller.roles, 'people.read')) return { areHomesShown: false, items: [], after: null };
    return this.database.counting(caller.organisationId, async (db) => {
      const inside = await narrowToPlace(db, place);
      const yearAgo = addDays(await todayOf(db), 1 - 52 * 7);
      const bound = [db.organisationId, inside?.households ?? [], yearAgo, after ?? null, limit + 1];
      const rows = await db.rows<SilentShown['items'][number]>(statement, bound);
      const items = rows.slice(0, limit);
      await writeAudit(db, {
        actor: caller.actor,
        action: 'picture.silent',
        subject: `organisation:${caller.organisationId}`,
        detail: { place, shown: items.length },
      });
      return { areHomesShown: true, items, after: rows.length > limit ? (items.at(-1)?.householdId ?? null) : null };
    });
  }
}
