import type { AreasShown, WholePictureQuery } from '@doorstep/contracts/http';
import { addDays, fewest, periodUpTo, suppressSmall, type Days } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { homeOutsideRefuges } from '../records/index.js';
import { blocks, namesOfAreas } from './area-of-home.js';
import { todayOf } from './today.js';
import { beginningOf, heardFirst, voicesBetween } from './voices-counted.js';

/** An area as it is counted, before anything is kept back. */
interface CountedArea {
  readonly area: string | null;
  readonly name: string | null;
  readonly households: number;
  readonly heard: number;
  readonly waiting: number;
  /** Of those heard, whom nobody had heard before, nor anybody in their home. */
  readonly first: number;
  /** Heard from in 52 weeks. */
  readonly heardInYear: number;
}

/** Where we hear from few, where people wait, and where nobody has spoken for a year. */
@Injectable()
export class Areas {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period }: WholePictureQuery): Promise<AreasShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      return { ...days, ...shown(await readAreas(db, days)) };
    });
  }
}

const livingIn = (home: string) => `SELECT id FROM tenancies
        WHERE organisation_id = $1 AND home_id = ${home} AND is_active AND deleted_at IS NULL OFFSET 0`;

/**
 * $2: 52 weeks ago, $3: the day after the last, $4: the first day of the period. An area is what a home's block stands in,
 * else the block, by its reference in the housing system; null where the home stands in nothing. A voice is of its household,
 * else of whoever lives in its home. Households are counted by what their homes stand in before blocks are looked up: there
 * are twenty times as many of them. OFFSET 0 keeps a part on its own: homes and who lives there are read side by side in
 * the order of their indexes, which is a third of the work of finding one by the other. What is marked twice counts once:
 * bool_or takes no notice of NULL.
 */
const statement = `
  WITH said AS MATERIALIZED (
    SELECT household_id, CASE WHEN household_id IS NULL THEN home_id END AS home_id,
      said_at >= ${beginningOf('$4')} AS is_lately
    FROM (${voicesBetween('$2', '$3')}) voices),
  marked AS (
    SELECT id, bool_or(is_lately) AS is_lately, bool_or(waits) AS waits, bool_or(NOT waits) AS is_heard, bool_or(is_first) AS is_first
    FROM (
      SELECT household_id AS id, is_lately, false AS waits, false AS is_first FROM said WHERE household_id IS NOT NULL
      UNION ALL
      SELECT t.id, s.is_lately, false, false FROM said s CROSS JOIN LATERAL (${livingIn('s.home_id')}) t
      WHERE s.home_id IS NOT NULL
      UNION ALL
      SELECT household_id, false, true, false FROM replies_owed
      WHERE organisation_id = $1 AND settled_at IS NULL AND household_id IS NOT NULL
      UNION ALL
      SELECT id, NULL, NULL, true FROM (${heardFirst('household', '$4')}) by_household
      UNION ALL
      SELECT t.id, NULL, NULL, true FROM (${heardFirst('home', '$4')}) h CROSS JOIN LATERAL (${livingIn('h.id')}) t
      CROSS JOIN LATERAL (SELECT count(*) AS times FROM first_heard f
        WHERE f.organisation_id = $1 AND f.kind = 'household' AND f.id = t.id AND f.said_at < ${beginningOf('$4')}) earlier
      WHERE earlier.times = 0) each
    GROUP BY id),
  living AS (
    SELECT t.id, t.home_id, d.connection_id, d.parent_id AS parent FROM tenancies t
    LEFT JOIN homes d ON d.organisation_id = $1 AND d.id = t.home_id AND d.deleted_at IS NULL
    WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL AND ${homeOutsideRefuges('t.home_id')} OFFSET 0),
  by_parent AS MATERIALIZED (
    SELECT l.connection_id, l.parent, count(*) AS households, count(*) FILTER (WHERE m.is_lately) AS heard,
      count(*) FILTER (WHERE m.is_lately AND m.is_first AND (l.home_id IN (SELECT f.id FROM first_heard f
        WHERE f.organisation_id = $1 AND f.kind = 'home' AND f.said_at < ${beginningOf('$4')})) IS NOT TRUE) AS first,
      count(*) FILTER (WHERE m.waits) AS waiting, count(*) FILTER (WHERE m.is_heard) AS heard_in_year
    FROM living l LEFT JOIN marked m ON m.id = l.id
    GROUP BY l.connection_id, l.parent),
  blocks AS (${blocks}),
  counted AS (
    SELECT coalesce(b.area, p.parent) AS area, sum(p.households)::int AS households, sum(p.heard)::int AS heard,
      sum(p.first)::int AS first, sum(p.waiting)::int AS waiting, sum(p.heard_in_year)::int AS "heardInYear"
    FROM by_parent p LEFT JOIN blocks b ON b.connection_id = p.connection_id AND b.reference_id = p.parent
    GROUP BY coalesce(b.area, p.parent))
  SELECT * FROM counted ORDER BY area NULLS LAST`;

/** Areas by their references, with those of fewer than ten households put together at the end. */
export async function readAreas(db: Transaction, { from, before }: Days): Promise<CountedArea[]> {
  const bound = [db.organisationId, addDays(before, -52 * 7), before, from];
  const areas = await db.rows<Omit<CountedArea, 'name'>>(statement, bound);
  const isLarge = ({ area, households }: (typeof areas)[number]) => area !== null && households >= fewest;
  const small = areas.filter((area) => !isLarge(area));
  const named = await namesOfAreas(
    db,
    areas.flatMap(({ area, households }) => (area !== null && households >= fewest ? [area] : [])),
  );
  const large = areas.filter(isLarge).map((area) => ({ ...area, name: named.get(area.area ?? '') ?? area.area }));
  if (small.length === 0) return large;
  const sum = (of: (area: (typeof areas)[number]) => number) => small.reduce((all, area) => all + of(area), 0);
  const together = {
    ...{ area: null, name: null },
    households: sum(({ households }) => households),
    heard: sum(({ heard }) => heard),
    first: sum(({ first }) => first),
    waiting: sum(({ waiting }) => waiting),
    heardInYear: sum(({ heardInYear }) => heardInYear),
  };
  return [...large, together];
}

function shown(areas: readonly CountedArea[]): Pick<AreasShown, 'finding' | 'areas' | 'total'> {
  const households = suppressSmall(areas.map((area) => area.households));
  const heard = suppressSmall(areas.map((area) => area.heard));
  const heardInYear = suppressSmall(areas.map((area) => area.heardInYear));
  const silentOf = (all: number | null, spoke: number | null) => (all === null || spoke === null ? null : all - spoke);
  const rows = areas.map(({ area, name, waiting }, at) => {
    const all = households.cells[at] ?? null;
    return {
      ...{ area, name },
      households: all,
      heard: heard.cells[at] ?? null,
      waiting: all === null ? null : waiting,
      silent: silentOf(all, heardInYear.cells[at] ?? null),
    };
  });
  rows.sort((a, b) => leftOf(b) - leftOf(a) || (a.name ?? '').localeCompare(b.name ?? '', 'en'));
  const total = {
    households: households.total,
    heard: heard.total,
    waiting: households.total === null ? null : areas.reduce((sum, { waiting }) => sum + waiting, 0),
    silent: silentOf(households.total, heardInYear.total),
  };
  return { areas: rows, total, finding: leastHeard(rows) ?? { code: 'too-few' } };
}

type Area = AreasShown['areas'][number];

/** Households not heard from; what is not shown stands last. */
function leftOf({ households, heard }: Area): number {
  return households === null || heard === null ? -1 : households - heard;
}

/** The area with the smallest share heard from. */
function leastHeard(areas: readonly Area[]): AreasShown['finding'] | null {
  let least: { area: string; name: string; households: number; heard: number } | null = null;
  for (const { area, name, households, heard } of areas) {
    if (area === null || households === null || heard === null) continue;
    if (least === null || heard * least.households < least.heard * households)
      least = { area, name: name ?? area, households, heard };
  }
  return least && { code: 'least-heard', ...least };
}
