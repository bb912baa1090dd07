import type { EdraShown } from '@doorstep/contracts/http';
import { fewest } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { blocks } from '../picture/index.js';
import { householdOutsideRefuges, isRestricted, outsideRefuges, personNow } from '../records/index.js';

/** What the tiles are read from beside the database: what the ask offers, and as of when; null for now. */
export interface EdraOf {
  readonly askId: string;
  readonly formats: EdraShown['accessibility']['formats'];
  readonly offered: string | null;
  /** Gaps of the voices needed. */
  readonly groups: number;
  readonly gaps: number;
  /** RFC 3339, with the households heard by then. */
  readonly asOf: string | null;
  readonly heard: readonly string[] | null;
}

interface Found {
  readonly scope: number;
  readonly reached: number;
  readonly heard: number;
  readonly areas: number;
  readonly areasHeard: number;
  readonly people: number;
  readonly minutes: number;
  readonly thanksPence: number;
  readonly expensesPence: number;
  readonly needing: Readonly<Record<string, number>>;
}

const forms = ['large-print', 'easy-read', 'welsh', 'spoken', 'sign-language', 'another-language'] as const;

/**
 * Equality, diversity, reciprocity and accessibility of an ask, as what happened tells (seed row 180): figures with no
 * score, of no group under ten. Areas are those of ten homes of the roll or more. The ledger does not say what time was
 * given for: it is of people of homes that were heard here, and of whoever spoke here, since the ask opened. A form is
 * told of only where the ask does not come in it, so that nought cannot be told from few.
 */
export async function readEdra(db: Transaction, of: EdraOf): Promise<EdraShown> {
  const { formats, offered, groups, gaps } = of;
  const [found] = await db.rows<Found>(statement, [db.organisationId, of.askId, of.asOf, of.heard]);
  if (!found) throw new Error('Sums are one row.');
  const { scope, reached, heard, areas, areasHeard, people, minutes, thanksPence, expensesPence, needing } = found;
  const isFew = people < fewest;
  const missing = forms.filter((form) => form === 'another-language' || !formats.includes(form));
  const homesOf = (form: string) => ((needing[form] ?? 0) < fewest ? null : (needing[form] ?? null));
  return {
    equality: { scope, reached, heard },
    diversity: { areas, areasHeard, groups, gaps },
    reciprocity: {
      offered,
      people: isFew ? null : people,
      minutes: isFew ? null : minutes,
      thanksPence: isFew ? null : thanksPence,
      expensesPence: isFew ? null : expensesPence,
    },
    accessibility: { formats: [...formats], missing: missing.map((form) => ({ form, homes: homesOf(form) })) },
  };
}

const until = 'coalesce($3::timestamptz, now())';

/** $2: the ask, $3: as of when, $4: the households heard by then. */
const statement = `
  WITH roll AS MATERIALIZED (
    SELECT h.household_id, t.home_id,
      CASE WHEN $4::uuid[] IS NULL THEN h.state = 'heard' ELSE h.household_id = ANY ($4) END AS is_heard,
      h.household_id IN (SELECT e.household_id FROM ask_events e WHERE e.organisation_id = $1 AND e.ask_id = $2
        AND e.kind IN ('asked', 'heard', 'declined') AND e.recorded_at <= ${until}) AS is_reached
    FROM ask_households h JOIN tenancies t ON t.organisation_id = $1 AND t.id = h.household_id
    WHERE h.organisation_id = $1 AND h.ask_id = $2 AND h.added_at <= ${until}
      AND ${householdOutsideRefuges('h.household_id')}),
  blocks AS (${blocks}),
  areas AS (
    SELECT bool_or(r.is_heard) AS is_heard FROM roll r
    JOIN homes d ON d.organisation_id = $1 AND d.id = r.home_id AND d.deleted_at IS NULL
    LEFT JOIN blocks b ON b.connection_id = d.connection_id AND b.reference_id = d.parent_id
    WHERE d.parent_id IS NOT NULL GROUP BY coalesce(b.area, d.parent_id) HAVING count(*) >= ${fewest}),
  said AS (
    SELECT ${personNow('v.person_id')} AS who FROM asks a
    JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id AND t.added_at <= ${until}
    JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL AND v.recorded_at <= ${until}
    WHERE a.organisation_id = $1 AND a.id = $2 AND v.person_id IS NOT NULL AND ${outsideRefuges('v')}),
  given_time AS (
    SELECT i.id, i.minutes, w.who FROM asks a
    JOIN involvements i ON i.organisation_id = $1 AND i.happened_at >= a.opened_at AND i.recorded_at <= ${until}
    CROSS JOIN LATERAL (SELECT ${personNow('i.person_id')} AS who) w
    WHERE a.organisation_id = $1 AND a.id = $2 AND NOT ${isRestricted('i.person_id')}
      AND (i.household_id IN (SELECT household_id FROM roll WHERE is_heard) OR w.who IN (SELECT who FROM said))),
  given AS (
    SELECT e.line, e.value_pence FROM given_time g
    JOIN recompense_entries e ON e.organisation_id = $1 AND e.involvement_id = g.id AND e.step = 'given'
      AND e.recorded_at <= ${until}),
  told AS (
    SELECT r.household_id, w.needs, w.language FROM roll r
    JOIN tenancy_parties y ON y.organisation_id = $1 AND y.tenancy_id = r.household_id
    JOIN ways_to_reach w ON w.organisation_id = $1 AND w.person_id = y.person_id AND w.recorded_at <= ${until}
      AND (w.ended_at IS NULL OR w.ended_at > ${until})
    WHERE NOT ${isRestricted('w.person_id')}),
  needing AS (
    SELECT form, count(DISTINCT household_id)::int AS homes FROM (
      SELECT household_id, CASE need WHEN 'audio' THEN 'spoken' WHEN 'interpreter' THEN 'another-language' ELSE need END AS form
      FROM told, unnest(needs) AS need
      UNION ALL
      SELECT household_id, CASE WHEN language ~ '^cy' THEN 'welsh' ELSE 'another-language' END
      FROM told WHERE language IS NOT NULL AND language !~ '^en') each
    GROUP BY form)
  SELECT (SELECT count(*)::int FROM roll) AS scope, (SELECT count(*)::int FROM roll WHERE is_reached) AS reached,
    (SELECT count(*)::int FROM roll WHERE is_heard) AS heard,
    (SELECT count(*)::int FROM areas) AS areas, (SELECT count(*)::int FROM areas WHERE is_heard) AS "areasHeard",
    (SELECT count(DISTINCT who)::int FROM given_time) AS people,
    (SELECT coalesce(sum(minutes), 0)::int FROM given_time) AS minutes,
    (SELECT coalesce(sum(value_pence), 0)::int FROM given WHERE line = 'thank-you') AS "thanksPence",
    (SELECT coalesce(sum(value_pence), 0)::int FROM given WHERE line <> 'thank-you') AS "expensesPence",
    (SELECT coalesce(jsonb_object_agg(form, homes), '{}') FROM needing) AS needing`;
