import {
  isEntryRepair,
  ladderSteps,
  mostRounds,
  type DecisionFacts,
  type MomentFacts,
  type Need,
  type RepairFact,
} from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { isRestricted } from '../records/index.js';

/** A contact with everything its decision may look at, and the household it would be a prompt for. */
export interface ContactWithFacts {
  readonly contactId: string;
  readonly householdId: string | null;
  readonly sourceTitle: string | null;
  readonly facts: DecisionFacts;
}

/** When and how a question would be put. What staff tapped is read with the facts. */
export type AskMoment = Omit<MomentFacts, 'taps'>;

/**
 * Reads the facts of many contacts in one round trip, by the database's clock. Personal data stays out: no name, no
 * words, no address enters the facts, which are kept with the decision.
 */
export async function gatherFacts(
  db: Transaction,
  contactIds: readonly string[],
  moment: AskMoment = atDecision,
): Promise<ContactWithFacts[]> {
  return gather(db, 'SELECT * FROM contacts WHERE organisation_id = $1 AND id = ANY ($2::uuid[])', contactIds, moment);
}

/** The same for the latest contact of a household, and for the contacts that its open prompts were decided for. */
export async function gatherStanding(db: Transaction, householdId: string): Promise<ContactWithFacts[]> {
  const standing = `
    SELECT c.* FROM (
      (SELECT id FROM contacts WHERE organisation_id = $1 AND tenancy_id = ANY ($2::uuid[]) ORDER BY occurred_at DESC, id DESC LIMIT 1)
      UNION
      SELECT d.contact_id FROM prompts q JOIN decisions d ON d.organisation_id = $1 AND d.id = q.decision_id
      WHERE q.organisation_id = $1 AND q.household_id = ANY ($2::uuid[]) AND q.state = 'open'
    ) s JOIN contacts c ON c.organisation_id = $1 AND c.id = s.id`;
  return gather(db, standing, [householdId], atDecision);
}

/** Facts as of another moment than the one they were read for. */
export function atMoment(facts: DecisionFacts, moment: AskMoment): DecisionFacts {
  return { ...facts, moment: { ...moment, taps: facts.moment.taps } };
}

/**
 * Reads the facts of a household when there is no contact to go by: it may never have had one. Null when it is not
 * known; one whose tenancy has ended comes with no tenancy.
 */
export async function gatherHousehold(
  db: Transaction,
  householdId: string,
  moment: AskMoment,
): Promise<DecisionFacts | null> {
  const gathered = await gatherHouseholds(db, [householdId], moment);
  return gathered.get(householdId) ?? null;
}

/** The same for many households in one round trip, by our id; one that is not known is not among them. */
export async function gatherHouseholds(
  db: Transaction,
  householdIds: readonly string[],
  moment: AskMoment,
): Promise<ReadonlyMap<string, DecisionFacts>> {
  const noContact = `
    SELECT t.id, t.id AS tenancy_id, t.home_id, NULL::uuid AS repair_id, t.reference_id, NULL::text AS type_code,
           'no contact'::text AS type_source, now() AS occurred_at
    FROM tenancies t WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[])`;
  const gathered = await gather(db, noContact, householdIds, moment);
  return new Map(gathered.map(({ contactId, facts }) => [contactId, facts]));
}

async function gather(
  db: Transaction,
  contacts: string,
  ids: readonly string[],
  moment: AskMoment,
): Promise<ContactWithFacts[]> {
  const gathered = await db.rows<ContactWithFacts>(
    `SELECT c.id AS "contactId", c.tenancy_id AS "householdId", n.title AS "sourceTitle", jsonb_build_object(
       'now', ${instant('now()')}, 'moment', jsonb_build_object('taps', coalesce(taps.list, '[]')),
       'contact', jsonb_build_object(
         'id', c.id, 'reference', c.reference_id, 'typeCode', c.type_code, 'typeSource', c.type_source, 'occurredAt', ${instant('c.occurred_at')},
         'repair', CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object(
           'reference', r.reference_id, 'description', r.description, 'tradeCode', r.trade_code, 'tradeName', r.trade_name,
           'isEmergency', r.is_emergency, 'isHazard', r.is_hazard, 'finishedAt', ${instant('r.ended_at')}) END),
       'household', jsonb_build_object(
         'tenancyId', t.id, 'tenancyStartDate', t.start_date, 'evictionDate', t.eviction_date,
         'noticeServedDate', t.notice_served_date, 'successionDate', t.succession_date,
         'scheme', coalesce(h.scheme, 'general'), 'place', jsonb_build_object(
           'patch', NULL, 'scheme', h.parent_reference->>'id', 'around', coalesce(around.list, '[]')),
         'movedInOn', NULL, 'disasterOn', NULL, 'surveys', coalesce(surveys.list, '[]'),
         'markers', coalesce(silences.list, '[]'), 'needs', coalesce(needs.list, '[]'),
         'adults', coalesce(people.adults, 0), 'lastDeathDate', people.last_death,
         'alerts', coalesce(alerts.list, '[]'), 'cases', coalesce(cases.list, '[]'), 'repairs', coalesce(repairs.list, '[]'),
         'preferences', coalesce(preferences.list, '[]'), 'handOffs', coalesce(hand_offs.list, '[]'), 'asks', coalesce(asks.list, '[]'),
         'openPromptKinds', coalesce(asks.open_kinds, '[]'), 'rollCalls', coalesce(roll_calls.list, '[]'), 'told', coalesce(told.list, '[]'), 'closedLoop', closed.loop, 'repliesOwed', coalesce(owed.replies, 0), 'lastHeardAt', heard.last_at),
       'source', jsonb_build_object('readAt', ${instant('n.last_complete_at')}, 'alertsReadAt', people.alerts_read_at)
     ) AS facts
     FROM (${contacts}) c
     LEFT JOIN repairs r ON r.organisation_id = $1 AND r.id = c.repair_id
     LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.id = c.tenancy_id AND t.is_active AND t.deleted_at IS NULL
     -- A coalesce here would keep row level security from looking the home up by its key.
     LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = CASE WHEN t.home_id IS NULL THEN c.home_id ELSE t.home_id END
     LEFT JOIN connections n ON n.organisation_id = $1 AND n.id = coalesce(t.connection_id, h.connection_id)
     ${householdFacts}`,
    [db.organisationId, ids],
  );
  return gathered.map((one) => ({ ...one, facts: withoutWords(one.facts, moment) }));
}

type RepairRow = RepairFact & {
  readonly description: string;
  readonly tradeCode: string | null;
  readonly tradeName: string | null;
};

/** What was written about other repairs is looked at once, here, and goes no further. */
function withoutWords(facts: DecisionFacts, moment: AskMoment): DecisionFacts {
  const repairs = (facts.household.repairs as readonly RepairRow[]).map(
    ({ description, tradeCode, tradeName, ...repair }) => ({
      ...repair,
      isEntry: isEntryRepair({ description, tradeCode, tradeName }),
    }),
  );
  return { ...atMoment(facts, moment), household: { ...facts.household, repairs } };
}

const atDecision: AskMoment = {
  at: 'decision',
  channel: 'in-person',
  staff: null,
  supportPresent: [],
};

/** SQL for when a household, the tenancy `t`, was last heard, in one row; null: never. */
export const lastHeard = (shown = (expression: string) => expression) => `
    SELECT ${shown(`greatest(max(o.said_at), (
      SELECT max(answered_at) FROM ladder_tries WHERE organisation_id = $1 AND household_id = t.id AND answer = 'heard'), (
      SELECT max(said_at) FROM voices WHERE organisation_id = $1 AND household_id = t.id AND withdrawn_at IS NULL))`)} AS last_at
    FROM outcomes o
    WHERE o.organisation_id = $1 AND o.household_id = t.id AND o.outcome = 'heard' AND o.withdrawn_at IS NULL`;

const countedSteps = ladderSteps
  .filter(({ counts }) => counts)
  .map(({ step }) => step)
  .join(', ');

const knownNeeds: Readonly<Record<Need, true>> = {
  interpreter: true,
  'sign-language': true,
  representative: true,
  'large-print': true,
  'easy-read': true,
  'no-internet': true,
  hearing: true,
};
/** Those that a decision looks at: others matter only to how something is brought. */
const needs = Object.keys(knownNeeds);

/** A place that stands within itself, or so many deep, is a mistake in the housing system: further out nothing is looked at. */
const mostAround = 6;

/** For so long after they were told they may be asked whether it felt listened to. */
const askedAfterDays = 90;

const householdFacts = `
  LEFT JOIN LATERAL (
    WITH RECURSIVE outwards AS (
      SELECT h.parent_reference->>'id' AS code, 1 AS out
      UNION ALL
      SELECT b.parent_reference->>'id', o.out + 1
      FROM outwards o
      JOIN homes b ON b.organisation_id = $1 AND b.connection_id = h.connection_id AND b.reference_id = o.code
      WHERE o.out < ${mostAround}
    )
    SELECT jsonb_agg(code ORDER BY out) AS list FROM outwards WHERE code IS NOT NULL
  ) around ON true
  LEFT JOIN LATERAL (
    -- Of each survey the one day of it that is nearest to today: while it goes on, that is today.
    SELECT jsonb_agg(jsonb_build_object('at', ${instant(`x.on_day::timestamp AT TIME ZONE 'Europe/London'`)}) ORDER BY x.on_day) AS list
    FROM (
      SELECT greatest(s.starts_on, least((now() AT TIME ZONE 'Europe/London')::date, s.ends_on)) AS on_day
      FROM survey_periods s
      WHERE s.organisation_id = $1 AND (s.code IS NULL OR around.list ? s.code)
    ) x
  ) surveys ON true
  LEFT JOIN LATERAL (
    -- Which of the taps of "not now" it was is not kept: any of them stands for all.
    SELECT jsonb_agg(DISTINCT CASE m.kind WHEN 'not-now' THEN 'not-the-moment' ELSE m.kind END) AS list
    FROM moments m WHERE m.organisation_id = $1 AND m.contact_id = c.id
  ) taps ON true
  LEFT JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE y.is_responsible IS NOT FALSE AND p.date_of_death IS NULL
                AND (p.date_of_birth IS NULL OR p.date_of_birth <= current_date - interval '18 years')))::int AS adults,
           max(p.date_of_death) AS last_death,
           CASE WHEN count(*) = count(a.read_at) AND count(*) > 0 THEN ${instant('min(a.read_at)')} END AS alerts_read_at
    FROM tenancy_parties y
    JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id AND p.deleted_at IS NULL
    LEFT JOIN alert_readings a ON a.organisation_id = $1 AND a.person_id = p.id
    WHERE y.organisation_id = $1 AND y.tenancy_id = t.id
  ) people ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('code', a.code, 'startDate', a.start_date, 'endDate', a.end_date)) AS list
    FROM tenancy_parties y JOIN alerts a ON a.organisation_id = $1 AND a.person_id = y.person_id AND a.is_active
    WHERE y.organisation_id = $1 AND y.tenancy_id = t.id
  ) alerts ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'isOpen', k.is_open, 'closedAt', ${instant('k.closed_at')})) AS list
    FROM cases k
    WHERE k.organisation_id = $1 AND k.connection_id = t.connection_id AND k.deleted_at IS NULL AND k.id IN (
      SELECT s.case_id FROM case_subjects s
      WHERE s.organisation_id = $1 AND s.reference_id IN (
        SELECT t.reference_id UNION SELECT h.reference_id
        UNION SELECT p.reference_id FROM tenancy_parties y JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id
              WHERE y.organisation_id = $1 AND y.tenancy_id = t.id))
  ) cases ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('reference', x.reference_id, 'phase', x.phase, 'isEmergency', x.is_emergency,
      'isHazard', x.is_hazard, 'description', x.description, 'tradeCode', x.trade_code, 'tradeName', x.trade_name, 'endedAt', ${instant('x.ended_at')}, 'raisedAt', ${instant('x.raised_at')})) AS list
    FROM repairs x
    WHERE x.organisation_id = $1 AND x.home_id = t.home_id AND x.deleted_at IS NULL
      AND (x.ended_at IS NULL OR x.ended_at > now() - interval '1 year')
  ) repairs ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'theme', f.theme, 'since', ${instant('f.since')},
             'until', ${instant('f.until')})) AS list
    FROM preferences f
    WHERE f.organisation_id = $1 AND f.household_id = t.id AND f.ended_at IS NULL AND (f.until IS NULL OR f.until > now())
  ) preferences ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('askedAt', ${instant('q.asked_at')}, 'promptCode', q.code, 'theme', q.theme,
             'channel', q.channel, 'result', q.result) ORDER BY q.asked_at DESC) AS list,
           jsonb_agg(q.kind) FILTER (WHERE q.result = 'open') AS open_kinds
    FROM (
      SELECT created_at AS asked_at, code, theme, NULL::text AS channel, state AS result, kind
      FROM prompts
      WHERE organisation_id = $1 AND household_id = t.id AND created_at > now() - interval '24 months'
      UNION ALL
      -- A step of the ladder is one ask, however often it is tried. What nobody answered may have been read.
      SELECT min(at), 'ladder', 'any', (array_agg(channel ORDER BY attempt))[1],
             CASE WHEN bool_or(answer = 'heard') THEN 'answered'
                  WHEN bool_or(answer <> 'couldnt_reach') THEN 'not-this-time' ELSE 'expired' END, NULL
      FROM ladder_tries
      WHERE organisation_id = $1 AND household_id = t.id AND step IN (${countedSteps})
        AND at > now() - interval '24 months'
      GROUP BY ladder_id, step
    ) q
  ) asks ON true
  LEFT JOIN LATERAL (${lastHeard(instant)}
  ) heard ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS replies FROM replies_owed x
    WHERE x.organisation_id = $1 AND x.household_id = t.id AND x.settled_at IS NULL
  ) owed ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('askId', a.id, 'question', coalesce(r.question, a.question),
             'why', coalesce(r.why, a.why), 'theme', a.theme, 'alreadyDecided', a.already_decided,
             'stillOpen', a.still_open, 'closesOn', a.closes_on, 'openedAt', ${instant('a.opened_at')})
             || jsonb_strip_nulls(jsonb_build_object('stuckId', r.stuck_id, 'wonderId', r.wonder_id))
             ORDER BY r.round, a.opened_at, a.id) AS list
    FROM (
      -- Who wants another way is reached by that; who was asked and has said nothing may be asked when somebody is there.
      SELECT x.ask_id, x.round, NULL::uuid AS stuck_id, NULL::uuid AS wonder_id, NULL::text AS question, NULL::text AS why
      FROM ask_households x
      WHERE x.organisation_id = $1 AND x.household_id = t.id AND x.reason IS DISTINCT FROM 'not-this-way'
        AND x.round < ${mostRounds}
        AND (x.state IN ('not-asked', 'asked')
          OR (x.state = 'cannot-now' AND x.until <= (now() AT TIME ZONE 'Europe/London')::date))
      UNION ALL
      -- Those who were heard are asked once about what it is stuck on; nobody is who ever said that they would rather not.
      SELECT s.ask_id, x.round, s.id, NULL, s.question, s.stuck_on
      FROM stuck_points s
      JOIN ask_households x ON x.organisation_id = $1 AND x.ask_id = s.ask_id AND x.household_id = t.id AND x.state = 'heard'
      WHERE s.organisation_id = $1 AND s.ended_at IS NULL
        AND NOT EXISTS (SELECT FROM prompts q
          WHERE q.organisation_id = $1 AND q.stuck_id = s.id AND q.household_id = t.id)
        AND NOT EXISTS (SELECT FROM ask_events e
          WHERE e.organisation_id = $1 AND e.ask_id = s.ask_id AND e.household_id = t.id AND e.kind = 'declined')
      UNION ALL
      -- What somebody is wondering is put to the same, once each, until it has its answers.
      SELECT w.ask_id, x.round, NULL, w.id, w.question, NULL
      FROM wonders w
      JOIN ask_households x ON x.organisation_id = $1 AND x.ask_id = w.ask_id AND x.household_id = t.id AND x.state = 'heard'
      WHERE w.organisation_id = $1 AND w.full_at IS NULL
        AND NOT EXISTS (SELECT FROM prompts q
          WHERE q.organisation_id = $1 AND q.wonder_id = w.id AND q.household_id = t.id)
        AND NOT EXISTS (SELECT FROM ask_events e
          WHERE e.organisation_id = $1 AND e.ask_id = w.ask_id AND e.household_id = t.id AND e.kind = 'declined')
    ) r
    JOIN asks a ON a.organisation_id = $1 AND a.id = r.ask_id AND a.state = 'open'
      AND a.closes_on >= (now() AT TIME ZONE 'Europe/London')::date
  ) roll_calls ON true
  LEFT JOIN LATERAL (
    -- Once a loop: what was said of one topic is asked about once, however often they are told of it.
    SELECT jsonb_agg(jsonb_build_object('tellingId', g.id, 'toldAt', ${instant('g.told_at')}) ORDER BY g.told_at DESC, g.id) AS list
    FROM tellings g JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
    WHERE g.organisation_id = $1 AND g.household_id = t.id AND g.state = 'told' AND g.told_at > now() - interval '${askedAfterDays} days'
      AND NOT EXISTS (SELECT FROM prompts q
        JOIN tellings b ON b.organisation_id = $1 AND b.id = q.telling_id
        JOIN replies p ON p.organisation_id = $1 AND p.id = b.reply_id AND p.topic_id = r.topic_id
        WHERE q.organisation_id = $1 AND q.household_id = t.id AND q.telling_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM replies_owed d
        WHERE d.organisation_id = $1 AND d.voice_id = g.voice_id AND d.settled_as = 'no-reply-wanted')
  ) told ON true
  LEFT JOIN LATERAL (
    -- The latest of what they said that came to an end, felt listened to, and that they did not leave since. OFFSET 0: from
    -- their own outcomes to the prompts of those, however few prompts ask how it felt.
    SELECT jsonb_build_object('answeredAt', ${instant('o.said_at')}, 'theme', x.theme) AS loop
    FROM outcomes o
    CROSS JOIN LATERAL (SELECT telling_id FROM prompts WHERE organisation_id = $1 AND id = o.prompt_id OFFSET 0) q
    JOIN tellings g ON g.organisation_id = $1 AND g.id = q.telling_id
    JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id AND r.result IN ('done', 'not-doing-because')
    JOIN topics x ON x.organisation_id = $1 AND x.id = r.topic_id
    WHERE o.organisation_id = $1 AND o.household_id = t.id AND o.withdrawn_at IS NULL
      AND o.felt_listened IN ('yes', 'partly') AND o.said_at > now() - interval '1 year'
      -- What they were asked is looked up for two years; that they turned one down holds for good.
      AND NOT EXISTS (SELECT FROM prompts n WHERE n.organisation_id = $1 AND n.household_id = t.id
        AND n.state = 'not-this-time' AND n.code LIKE 'next-step:%')
      AND NOT EXISTS (SELECT FROM replies_owed d
        WHERE d.organisation_id = $1 AND d.voice_id = g.voice_id AND d.settled_as = 'no-reply-wanted')
    ORDER BY o.said_at DESC, o.id DESC LIMIT 1
  ) closed ON true
  LEFT JOIN LATERAL (
    -- A silence says when and nothing else: what it was asked for stands nowhere. It is the same where somebody who lives
    -- there asked that nothing which is held of them is used.
    SELECT jsonb_agg(jsonb_build_object('kind', 'quiet', 'since', q.since, 'until', q.until)) AS list
    FROM (
      SELECT ${londonDate('x.since')} AS since, ${londonDate('x.until')} AS until
      FROM silences x
      WHERE x.organisation_id = $1 AND x.household_id = t.id AND x.staff_id IS NULL AND x.ended_at IS NULL
        AND (x.until IS NULL OR x.until > now())
      UNION ALL
      SELECT DISTINCT ${londonDate('now()')}, NULL FROM tenancy_parties y
      WHERE y.organisation_id = $1 AND y.tenancy_id = t.id AND ${isRestricted('y.person_id')}
    ) q
  ) silences ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(DISTINCT need) AS list
    FROM tenancy_parties y
    JOIN ways_to_reach w ON w.organisation_id = $1 AND w.person_id = y.person_id AND w.ended_at IS NULL
    CROSS JOIN LATERAL unnest(w.needs) need
    WHERE y.organisation_id = $1 AND y.tenancy_id = t.id AND need IN (${needs.map((need) => `'${need}'`).join(', ')})
  ) needs ON true
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('route', x.route, 'openedAt', ${instant('x.told_at')}, 'closedAt', ${instant('x.closed_at')})) AS list
    FROM hand_offs x
    -- What is unsafe in a home stays so for whoever lives there next; the rest belongs to the household that said it.
    WHERE x.organisation_id = $1 AND (x.household_id = t.id
        OR (x.home_id = t.home_id AND (x.household_id IS NULL OR x.route IN ('hazard', 'emergency'))))
      AND x.route <> 'restricted' AND (x.closed_at IS NULL OR x.closed_at > now() - interval '1 year')
  ) hand_offs ON true`;

/** `YYYY-MM-DD` in London. */
function londonDate(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;
}
