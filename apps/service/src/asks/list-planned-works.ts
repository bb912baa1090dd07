import type { PlannedWorks } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { homeOutsideRefuges } from '../records/index.js';

/** Fewer homes with the same works are no programme: each is talked to about its own. */
const fewestHomes = 3;
/** Without a day, works are offered so long after their last job was raised; later they are none that anybody plans now. */
const daysWithoutStart = 90;

/** Lists works that could still be asked about: planned by the host, not begun, neither asked about nor put aside. */
@Injectable()
export class ListPlannedWorks {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. The soonest first, those without a day last. */
  async run(caller: Caller, limit: number): Promise<{ items: PlannedWorks[]; total: number }> {
    refuseUnless(caller.roles, 'asks.change');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const items = await db.rows<PlannedWorks>(
        `SELECT p.id, place.reference_id AS place, place.address_lines[1] AS "placeName", j.works,
           to_char(j.starts_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS "startsOn", live.households
         FROM planned_works p
         JOIN homes place ON place.organisation_id = $1 AND place.id = p.place_id AND place.deleted_at IS NULL
         CROSS JOIN LATERAL (
           SELECT (array_agg(r.description ORDER BY r.raised_at, r.reference_id))[1] AS works,
             count(DISTINCT r.home_id)::int AS homes, bool_or(r.home_id = p.place_id) AS "isShared",
             bool_or(r.phase IN ('completed', 'no-access') OR (r.phase = 'in-progress' AND v.starts_at IS NULL)) AS "isBegun",
             max(coalesce(r.raised_at, p.found_at)) AS raised_at, min(v.starts_at) AS starts_at
           FROM repairs r
           LEFT JOIN LATERAL (SELECT min(a.starts_at) AS starts_at FROM appointments a
             WHERE a.organisation_id = $1 AND a.repair_id = r.id AND a.lifecycle <> 'cancelled') v ON true
           WHERE r.organisation_id = $1 AND r.connection_id = p.connection_id AND r.reference_id = ANY (p.jobs)
             AND r.deleted_at IS NULL AND r.phase NOT IN ('cancelled', 'superseded')) j
         CROSS JOIN LATERAL (
           WITH RECURSIVE inside AS (
             SELECT place.id, place.reference_id, 0 AS depth
             UNION
             SELECT h.id, h.reference_id, i.depth + 1 FROM inside i
             JOIN homes h ON h.organisation_id = $1 AND h.connection_id = p.connection_id AND h.parent_id = i.reference_id
             WHERE h.deleted_at IS NULL AND i.depth < 6)
           SELECT count(*)::int AS households FROM tenancies t
           WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL
             AND t.home_id IN (SELECT id FROM inside) AND ${homeOutsideRefuges('t.home_id')}) live
         WHERE p.organisation_id = $1 AND p.ask_id IS NULL AND p.dismissed_at IS NULL
           AND ${homeOutsideRefuges('p.place_id')} AND NOT j."isBegun" AND (j."isShared" OR j.homes >= ${fewestHomes})
           AND CASE WHEN j.starts_at IS NULL THEN j.raised_at > now() - interval '${daysWithoutStart} days'
             ELSE j.starts_at > now() END
           AND live.households > 0
         ORDER BY j.starts_at NULLS LAST, p.found_at, p.id`,
        [db.organisationId],
      );
      return { items: items.slice(0, limit), total: items.length };
    });
  }
}
