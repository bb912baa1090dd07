import type { VoiceNeededShown, VoicesNeededShown } from '@doorstep/contracts/http';
import { fewest, suppressSmall } from '@doorstep/domain';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { householdOutsideRefuges, outsideRefuges, placeOutsideRefuges } from '../records/index.js';

/** As of when (RFC 3339), and which households of the roll were heard then; both null: now. */
interface Moment {
  readonly asOf: string | null;
  readonly heard: readonly string[] | null;
}

interface Counted extends Omit<VoiceNeededShown, 'stands'> {
  readonly isTicked: boolean;
  /** Of a place: the other places of this list that it lies in, by reference. */
  readonly within: readonly string[];
  readonly roll: Heard;
}

interface Heard {
  readonly homes: number;
  readonly heard: number;
}

/**
 * Which voices an ask needs, and which of them were heard (seed row 143). A place is counted by the homes of the roll in it;
 * a way by the homes heard in it last, and by what was said in it by nobody's home; who else speaks by people. A group in
 * plain words is as somebody ticked it. A place of fewer than ten homes says nothing, and no count that would tell of
 * fewer than ten is shown.
 */
export async function readVoicesNeeded(db: Transaction, askId: string, moment: Moment): Promise<VoicesNeededShown> {
  const counted = await db.rows<Counted>(statement, [db.organisationId, askId, moment.asOf, moment.heard]);
  const told = placesTold(counted);
  const groups = counted.map((one) => shown(one, told.has(one.of)));
  return { groups, gaps: groups.filter(({ stands }) => stands === 'nobody').length };
}

/**
 * Places of which a count may be shown: with the roll and the other places beside it, it must not tell of fewer than ten,
 * heard or not. Where what is left of a whole is so few, none of its parts is counted.
 */
function placesTold(counted: readonly Counted[]): ReadonlySet<string> {
  const places = counted.filter(({ by }) => by === 'place');
  const told = new Set(places.filter((place) => countOf(place) !== null).map(({ of }) => of));
  const wholes = [...places.map(heardIn), ...places.slice(0, 1).map(({ roll }) => ({ of: null, ...roll }))];
  for (let size = -1; size !== told.size;) {
    size = told.size;
    for (const whole of wholes) {
      const inside = places.filter(
        ({ of, within }) => told.has(of) && (whole.of === null || within.includes(whole.of)),
      );
      const parts = inside.filter(({ within }) => !inside.some(({ of }) => within.includes(of)));
      const left = parts.map(heardIn).reduce(
        (rest, part) => ({
          ...rest,
          homes: rest.homes - part.homes,
          heard: rest.heard - part.heard,
        }),
        whole,
      );
      if (left.homes === 0 || (left.heard >= fewest && left.homes - left.heard >= fewest)) continue;
      for (const { of } of parts) told.delete(of);
    }
  }
  return told;
}

function heardIn({ of, homes, heard }: Counted): Heard & { readonly of: string | null } {
  return { of, homes: homes ?? 0, heard: heard ?? 0 };
}

function countOf({ homes, heard }: Pick<Counted, 'homes' | 'heard'>): number | null {
  const all = heard ?? 0;
  return suppressSmall(homes === null ? [all] : [all, homes - all]).cells[0] ?? null;
}

function shown({ isTicked, within: _, roll: __, homes, heard, ...group }: Counted, isTold: boolean): VoiceNeededShown {
  if (group.by === 'words') return { ...group, homes: null, heard: null, stands: isTicked ? 'heard' : 'nobody' };
  if (group.by === 'place' && (homes ?? 0) < fewest) return { ...group, homes: null, heard: null, stands: 'not-said' };
  if ((heard ?? 0) === 0) return { ...group, homes, heard: 0, stands: 'nobody' };
  const count = group.by === 'place' && !isTold ? null : countOf({ homes, heard });
  return { ...group, homes, heard: count, stands: 'heard' };
}

/** $2: the ask, $3: as of when, $4: the households heard by then. Of a home alone the reference is shown, not where it is. */
const statement = `
  WITH RECURSIVE at AS (SELECT coalesce($3::timestamptz, now()) AS at),
  needed AS (
    SELECT n.id, n.kind, n.wanted, n.is_heard, n.kept_by, n.kept_at FROM ask_voices_needed n, at
    WHERE n.organisation_id = $1 AND n.ask_id = $2 AND n.kept_at <= at.at AND (n.ended_at IS NULL OR n.ended_at > at.at)),
  inside AS (
    SELECT n.wanted AS place, h.id, h.reference_id, 0 AS depth FROM needed n
    JOIN homes h ON h.organisation_id = $1 AND h.reference_id = n.wanted AND h.deleted_at IS NULL WHERE n.kind = 'place'
    UNION
    SELECT n.wanted, h.id, h.reference_id, 1 FROM needed n
    JOIN homes h ON h.organisation_id = $1 AND h.parent_id = n.wanted AND h.deleted_at IS NULL WHERE n.kind = 'place'
    UNION
    SELECT i.place, h.id, h.reference_id, i.depth + 1 FROM inside i
    JOIN homes h ON h.organisation_id = $1 AND h.parent_id = i.reference_id AND h.deleted_at IS NULL WHERE i.depth < 6),
  roll AS MATERIALIZED (
    SELECT h.household_id, t.home_id,
      CASE WHEN $4::uuid[] IS NULL THEN h.state = 'heard' ELSE h.household_id = ANY ($4) END AS is_heard
    FROM at, ask_households h JOIN tenancies t ON t.organisation_id = $1 AND t.id = h.household_id
    WHERE h.organisation_id = $1 AND h.ask_id = $2 AND h.added_at <= at.at
      AND ${householdOutsideRefuges('h.household_id')} AND EXISTS (SELECT FROM needed)),
  in_places AS (
    SELECT i.place, count(DISTINCT r.household_id)::int AS homes,
      (count(DISTINCT r.household_id) FILTER (WHERE r.is_heard))::int AS heard
    FROM inside i JOIN roll r ON r.home_id = i.id GROUP BY i.place),
  said AS (
    SELECT v.id, v.person_id, v.household_id, v.speaker, v.taken_through FROM at, asks a
    JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id
    JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
    WHERE a.organisation_id = $1 AND a.id = $2 AND t.added_at <= at.at AND v.recorded_at <= at.at AND ${outsideRefuges('v')}
      AND NOT EXISTS (SELECT FROM voices k
        WHERE k.organisation_id = $1 AND k.corrects = v.id AND k.withdrawn_at IS NULL AND k.recorded_at <= at.at)),
  last AS (
    SELECT DISTINCT ON (e.household_id) e.household_id, e.way FROM at, ask_events e
    JOIN roll r ON r.household_id = e.household_id AND r.is_heard
    WHERE e.organisation_id = $1 AND e.ask_id = $2 AND e.kind = 'heard' AND e.way IS NOT NULL AND e.recorded_at <= at.at
    ORDER BY e.household_id, e.at DESC, e.id DESC),
  ways AS (
    SELECT way, count(DISTINCT who)::int AS heard FROM (
      SELECT way, household_id AS who FROM last
      UNION ALL
      SELECT taken_through, coalesce(person_id, id) FROM said WHERE household_id IS NULL) each
    GROUP BY way),
  speaking AS (
    SELECT speaker, count(DISTINCT coalesce(person_id, household_id, id))::int AS heard FROM said GROUP BY speaker)
  SELECT n.kind AS by, n.wanted AS of, n.is_heard AS "isTicked", ${nameOf('n.kept_by')} AS "keptBy",
    ${instant('n.kept_at')} AS "keptAt",
    CASE WHEN n.kind = 'place' THEN (SELECT h.address_lines[1] FROM homes h
      WHERE h.organisation_id = $1 AND h.reference_id = n.wanted AND h.kind <> 'dwelling' AND h.deleted_at IS NULL
        AND h.address_lines[1] <> '' AND ${placeOutsideRefuges('h.reference_id')} ORDER BY h.id LIMIT 1) END AS name,
    p.homes, coalesce(p.heard, w.heard, s.heard) AS heard,
    ARRAY(SELECT DISTINCT i.place FROM inside i WHERE n.kind = 'place' AND i.reference_id = n.wanted AND i.place <> n.wanted)
      AS within,
    (SELECT jsonb_build_object('homes', count(*), 'heard', count(*) FILTER (WHERE is_heard)) FROM roll) AS roll
  FROM needed n
  LEFT JOIN in_places p ON n.kind = 'place' AND p.place = n.wanted
  LEFT JOIN ways w ON n.kind = 'way' AND w.way = n.wanted
  LEFT JOIN speaking s ON n.kind = 'speaker' AND s.speaker = n.wanted
  ORDER BY array_position(ARRAY['words', 'place', 'speaker', 'way'], n.kind), n.wanted`;
