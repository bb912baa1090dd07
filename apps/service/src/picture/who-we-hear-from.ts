import type { HeardByQuery, HeardFrom } from '@doorstep/contracts/http';
import { periodUpTo, suppressParts, suppressSmall } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { homeOutsideRefuges, householdOutsideRefuges } from '../records/index.js';
import { byAge, inBands } from './age-bands.js';
import { readAreas } from './areas.js';
import { todayOf } from './today.js';
import { heardFirst, voicesBetween } from './voices-counted.js';

type Row = HeardFrom['rows'][number];

interface Group {
  readonly key: string | null;
  readonly name: string | null;
  readonly here: number;
  readonly heard: number;
  /** Left out where nobody asks who of a group spoke for the first time: what is known of people, rather than of where they live. */
  readonly first?: number;
}

/** Who lives here against who we hear from, group by group; small groups are kept back. */
@Injectable()
export class WhoWeHearFrom {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { by, period }: HeardByQuery): Promise<HeardFrom> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const groups =
        by === 'area'
          ? (await readAreas(db, days)).map((area) => ({ ...area, key: area.area, here: area.households }))
          : await db.rows<Group>(statements[by], [db.organisationId, days.from, days.before]);
      return { ...days, by, ...shown(by, groups) };
    });
  }
}

/** What the housing system still has of a person. */
const bornOf = (person: string) =>
  `LEFT JOIN people p ON p.organisation_id = $1 AND p.id = ${person} AND p.deleted_at IS NULL`;

/** Who lives here now. OFFSET 0: see `statements`. */
const livingPeople = `
        SELECT DISTINCT person_id FROM (
          SELECT y.person_id FROM tenancy_parties y
          WHERE y.organisation_id = $1 AND y.tenancy_id IS NOT NULL AND (y.tenancy_id IN (
              SELECT id FROM tenancies WHERE organisation_id = $1 AND (NOT is_active OR deleted_at IS NOT NULL))) IS NOT TRUE
            AND ${householdOutsideRefuges('y.tenancy_id')}
          ORDER BY y.person_id OFFSET 0) living`;

/** Of all that people say they need, what a disability is most often behind. Who said nothing is not known to need nothing. */
const withAccessNeed = `
  SELECT person_id FROM ways_to_reach WHERE organisation_id = $1 AND ended_at IS NULL
    AND needs && ARRAY['sign-language', 'hearing', 'large-print', 'easy-read', 'braille', 'audio', 'step-free']`;

/**
 * $2 and $3: the days. Rows stand in the order of their names, never of their counts: see `suppressSmall`. Those who no
 * longer live here are fewer than those who do, so they are the ones that are looked up. OFFSET 0 keeps people in the order
 * of their index: then each is found beside the one before, which is a third of the work of putting all of them in memory.
 */
const statements = {
  tenure: `
    WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')}),
    heard AS (SELECT DISTINCT coalesce(household_id, who) AS id, household_id IS NOT NULL AS is_household FROM said),
    living AS (SELECT id, type_code FROM tenancies
      WHERE organisation_id = $1 AND is_active AND deleted_at IS NULL AND ${homeOutsideRefuges('home_id')})
    SELECT l.type_code AS key, l.type_code AS name, count(l.id)::int AS here, count(h.id)::int AS heard,
      (count(*) FILTER (WHERE CASE WHEN h.is_household THEN f.id ELSE w.id END IS NOT NULL))::int AS first
    FROM living l FULL JOIN heard h ON h.id = l.id
    LEFT JOIN (${heardFirst('household', '$2')}) f ON f.id = h.id LEFT JOIN (${heardFirst('who', '$2')}) w ON w.id = h.id
    GROUP BY l.type_code ORDER BY l.type_code NULLS LAST`,
  age: `
    WITH here AS (
      SELECT ${byAge('$3')} FROM (${livingPeople}) l ${bornOf('l.person_id')}),
    heard AS (
      SELECT ${byAge('$3')} FROM (
        SELECT DISTINCT who FROM (SELECT who FROM (${voicesBetween('$2', '$3')}) said ORDER BY who OFFSET 0) ordered) h
      ${bornOf('h.who')}),
    each AS (
      SELECT band, people AS here, 0 AS heard FROM here, LATERAL ${inBands}
      UNION ALL SELECT band, 0, people FROM heard, LATERAL ${inBands})
    SELECT band AS key, band AS name, sum(here)::int AS here, sum(heard)::int AS heard
    FROM each WHERE here > 0 OR heard > 0 GROUP BY band ORDER BY band NULLS LAST`,
  needs: `
    WITH needing AS MATERIALIZED (${withAccessNeed}),
    each AS (
      SELECT person_id IN (SELECT person_id FROM needing) AS needs, 1 AS here, 0 AS heard FROM (${livingPeople}) l
      UNION ALL
      SELECT who IN (SELECT person_id FROM needing), 0, 1 FROM (SELECT DISTINCT who FROM (${voicesBetween('$2', '$3')}) said) h)
    SELECT CASE WHEN needs THEN 'access-need' END AS key, CASE WHEN needs THEN 'access-need' END AS name,
      sum(here)::int AS here, sum(heard)::int AS heard
    FROM each GROUP BY needs ORDER BY needs DESC`,
  /** Whoever was heard in several ways stands under the last. */
  way: `
    WITH said AS MATERIALIZED (${voicesBetween('$2', '$3')}),
    last AS (SELECT DISTINCT ON (who) who, taken_through FROM said ORDER BY who, said_at DESC, id DESC)
    SELECT taken_through AS key, taken_through AS name, 0 AS here, count(*)::int AS heard, count(f.id)::int AS first
    FROM last LEFT JOIN (${heardFirst('who', '$2')}) f ON f.id = last.who GROUP BY taken_through ORDER BY taken_through`,
} as const;

function shown(by: HeardFrom['by'], groups: readonly Group[]): Pick<HeardFrom, 'finding' | 'rows' | 'total'> {
  const here = suppressSmall(groups.map((group) => group.here));
  const heard = suppressSmall(groups.map((group) => group.heard));
  const first = suppressParts(
    groups.map((group) => group.heard),
    groups.map((group) => group.first ?? 0),
  );
  const rows = groups.map(({ key, name }, at) => ({
    ...{ key, name },
    here: here.cells[at] ?? null,
    heard: heard.cells[at] ?? null,
    first: first.cells[at] ?? null,
  }));
  const total = { here: here.total, heard: heard.total, first: first.total };
  const found = by === 'way' ? mostOf(rows) : leastOf(rows, total);
  const isNone = !rows.some(({ key, heard: shownHeard }) => key !== null && shownHeard !== null);
  return { rows, total, finding: found ?? { code: isNone ? 'too-few' : 'in-proportion' } };
}

/** The group heard least from, for its size. Differences of shares are compared without dividing. */
function leastOf(rows: readonly Row[], total: HeardFrom['total']): HeardFrom['finding'] | null {
  const gapOf = (here: number, heard: number) => here * (total.heard ?? 0) - heard * (total.here ?? 0);
  let found: { key: string; name: string; here: number; heard: number } | null = null;
  for (const { key, name, here, heard } of rows) {
    if (key === null || here === null || heard === null || gapOf(here, heard) <= 0) continue;
    if (found === null || gapOf(here, heard) > gapOf(found.here, found.heard))
      found = { key, name: name ?? key, here, heard };
  }
  return found && { code: 'least-from', ...found };
}

function mostOf(rows: readonly Row[]): HeardFrom['finding'] | null {
  const [most] = rows.filter(({ heard }) => heard !== null).sort((a, b) => (b.heard ?? 0) - (a.heard ?? 0));
  if (!most || most.key === null || most.heard === null) return null;
  return { code: 'most-by-way', key: most.key, name: most.name ?? most.key, heard: most.heard };
}
