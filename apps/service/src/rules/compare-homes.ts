import type { HomesTold, RulePreview } from '@doorstep/contracts/http';
import { byAge, inBands } from '../picture/index.js';
import type { Transaction } from '../platform/database/database.js';
import { homeOutsideRefuges } from '../records/index.js';

/** Fewer homes than these are a few people, and are not told. */
const fewest = 10;

type Compared = RulePreview['compared'][number];

interface Group {
  readonly by: Compared['by'];
  readonly name: string;
  readonly all: number;
  readonly reached: number;
}

/**
 * How the homes of these households compare with all homes that somebody lives in, counted by group and never by
 * person. Refuges are in no figure: that a home is one must not be found out by counting.
 */
export async function compareHomes(db: Transaction, householdIds: readonly string[]): Promise<Compared[]> {
  const groups = await db.rows<Group>(
    `SELECT v.by, v.name, count(*)::int AS all, (count(*) FILTER (WHERE t.id = ANY ($2::uuid[])))::int AS reached
     FROM tenancies t
     JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND ${homeOutsideRefuges('h.id')}
     LEFT JOIN homes p ON p.organisation_id = $1 AND p.connection_id = h.connection_id
       AND p.reference_id = h.parent_reference->>'id'
     CROSS JOIN LATERAL (VALUES
       ('kind-of-housing', h.scheme),
       ('place', coalesce(p.address_lines[1], h.parent_reference->>'id', 'not known')),
       ('kind-of-tenancy', coalesce(t.type_source, t.type_code, 'not known'))) v (by, name)
     WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [db.organisationId, householdIds],
  );
  const ages = await compareAges(db, householdIds);
  return (['kind-of-housing', 'place', 'kind-of-tenancy', 'age'] as const).map((by) =>
    told(
      by,
      [...groups, ...ages].filter((group) => group.by === by),
    ),
  );
}

/** Those who live in these homes beside all, by age band: the bands are counted, and nobody is put in one. */
function compareAges(db: Transaction, householdIds: readonly string[]): Promise<Group[]> {
  const livingIn = (which: string) => `
    SELECT ${byAge("((now() AT TIME ZONE 'Europe/London')::date + 1)")} FROM people p
    WHERE p.organisation_id = $1 AND p.deleted_at IS NULL AND p.id IN (
      SELECT y.person_id FROM tenancy_parties y
      JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id AND t.is_active AND t.deleted_at IS NULL
      JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND ${homeOutsideRefuges('h.id')}
      WHERE y.organisation_id = $1 AND ${which})`;
  return db.rows<Group>(
    `WITH reached AS (${livingIn('t.id = ANY ($2::uuid[])')}), everybody AS (${livingIn('true')}),
     each AS (
       SELECT band, people AS all, 0 AS reached FROM everybody, LATERAL ${inBands}
       UNION ALL SELECT band, 0, people FROM reached, LATERAL ${inBands})
     SELECT 'age' AS by, coalesce(band, 'not-known') AS name, sum(each.all)::int AS all, sum(reached)::int AS reached
     FROM each GROUP BY band HAVING sum(each.all) > 0 ORDER BY band NULLS LAST`,
    [db.organisationId, householdIds],
  );
}

function told(by: Compared['by'], groups: readonly Group[]): Compared {
  const large = groups.filter(({ all }) => all >= fewest);
  const smallGroups = groups.length - large.length;
  // None at all is nobody's number, so it needs no hiding by others.
  const hidden = groups.filter(({ all, reached }) => reached > 0 && Math.min(all, reached) < fewest).length;
  const shown = large.filter(({ reached }) => reached >= fewest).toSorted((one, other) => one.reached - other.reached);
  // One hidden number alone is what is left when the others are taken from the whole.
  const givesAway = hidden === 1 ? shown[0] : undefined;
  const number = (group: Group): HomesTold => {
    if (group.reached < fewest) return 'fewer than 10';
    return group === givesAway ? 'not shown' : group.reached;
  };
  return {
    by,
    groups: large.map((group) => ({ name: group.name, reached: number(group), all: group.all })),
    smallGroups,
  };
}
