import type { HomesTold, RulePreview } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';

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
     JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id AND h.scheme <> 'refuge'
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
  return (['kind-of-housing', 'place', 'kind-of-tenancy'] as const).map((by) =>
    told(
      by,
      groups.filter((group) => group.by === by),
    ),
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
