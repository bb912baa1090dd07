import type { SkillOffersQuery, SkillOffersShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { narrowToPlace } from '../picture/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { householdOutsideRefuges, isRestricted, personNow } from '../records/index.js';
import { readSkillMonths, stands } from './read-skill-offers.js';

/**
 * What people could bring who agreed to be found by it, by where they live and what kind it is. Who lives in no home of
 * ours now, in a refuge, or where nobody is to be asked, is not found. Looking is in the audit.
 */
@Injectable()
export class FindSkillOffers {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a place that is not known or has fewer than ten households. */
  async run(caller: Caller, { place, kind }: SkillOffersQuery): Promise<SkillOffersShown> {
    refuseUnless(caller.roles, 'asks.change');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const inside = await narrowToPlace(db, place);
      const items = await db.rows<SkillOffersShown['items'][number]>(
        `SELECT DISTINCT ON (o.consented_at, o.id) o.id, o.kind, o.words, p.reference_id AS person,
           coalesce((SELECT w.preferred_name FROM ways_to_reach w WHERE w.organisation_id = $1 AND w.person_id = p.id
             AND w.ended_at IS NULL AND w.preferred_name <> '' AND NOT w.is_restricted LIMIT 1), p.full_name, '') AS name,
           coalesce(array_to_string(h.address_lines, ', '), '') AS address, o.expires_on::text AS "expiresOn"
         FROM skill_offers o
         JOIN people p ON p.organisation_id = $1 AND p.id = ${personNow('o.person_id')} AND p.deleted_at IS NULL
         JOIN tenancy_parties y ON y.organisation_id = $1 AND y.person_id = p.id
         JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id AND t.is_active AND t.deleted_at IS NULL
         LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
         WHERE o.organisation_id = $1 AND ${stands('o')} AND ($2::text IS NULL OR o.kind = $2)
           AND ($3::uuid[] IS NULL OR t.id = ANY ($3)) AND NOT ${isRestricted('p.id')} AND NOT ${isRestricted('o.person_id')}
           -- Of any home of theirs: whoever fled to a refuge may still hold the one that they fled from.
           AND NOT EXISTS (SELECT FROM tenancy_parties l
             JOIN tenancies u ON u.organisation_id = $1 AND u.id = l.tenancy_id AND u.is_active AND u.deleted_at IS NULL
             WHERE l.organisation_id = $1 AND l.person_id = p.id AND NOT (${householdOutsideRefuges('u.id')}
               AND NOT EXISTS (SELECT FROM silences x WHERE x.organisation_id = $1 AND x.household_id = u.id
                 AND x.staff_id IS NULL AND x.ended_at IS NULL AND (x.until IS NULL OR x.until > now()))
               AND NOT EXISTS (SELECT FROM preferences n WHERE n.organisation_id = $1 AND n.household_id = u.id
                 AND n.kind = 'do-not-ask' AND n.theme IS NULL AND n.ended_at IS NULL)))
         ORDER BY o.consented_at DESC, o.id, t.id LIMIT 200`,
        [db.organisationId, kind ?? null, inside?.households ?? null],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'skill-offer.find',
        subject: `organisation:${caller.organisationId}`,
        detail: { place: place ?? null, kind: kind ?? null, shown: items.length },
      });
      return { items, total: items.length, months: await readSkillMonths(db) };
    });
  }
}
