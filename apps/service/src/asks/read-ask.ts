import type { AskShown, AskSummary, RollCallCounts } from '@doorstep/contracts/http';
import { checkAsk, involvementLevel, type AskFacts, type FixedPoint, type HowDecided } from '@doorstep/domain';
import { nameOf } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import { householdOutsideRefuges, jobState } from '../records/index.js';

type Content = AskShown['content'];
type Decision = AskShown['decisions'][number];

/** An ask as it is stored, with what its level and its roll call are read from. */
export interface StoredAsk {
  readonly id: string;
  readonly version: number;
  readonly topicId: string;
  readonly state: AskSummary['state'];
  readonly content: Content;
  readonly openedAt: string | null;
  readonly optionsSharedAt: string | null;
  readonly closedAt: string | null;
  readonly closedBecause: AskShown['closedBecause'];
  readonly createdBy: string;
  /** By name where it was one of the staff. */
  readonly changedBy: string;
  readonly changedAt: string;
  readonly counts: RollCallCounts;
  readonly decisions: readonly Decision[];
  readonly reopenings: readonly AskShown['reopenings'][number][];
  readonly principles: readonly AskShown['principles'][number][];
  readonly owed: number;
  /** Today in London, by the database's clock. */
  readonly today: string;
}

type Uncounted = Omit<StoredAsk, 'counts'> & { readonly counts: null };

const london = (expression: string) => `to_char(${expression} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;

/** `cannot-now` is over on its day: they stand as before. An SQL expression over a row of `ask_households`. */
export const stateNow = (row: string) => `CASE WHEN ${row}.state = 'cannot-now'
    AND ${row}.until <= (now() AT TIME ZONE 'Europe/London')::date
  THEN CASE WHEN ${row}.round = 0 THEN 'not-asked' ELSE 'asked' END ELSE ${row}.state END`;

/** An ask stops by itself at the end of its last day: nobody has to remember it, and nothing has to run. */
export const isOver = `(a.state = 'open' AND a.closes_on < (now() AT TIME ZONE 'Europe/London')::date)`;

/** Where the households of its roll stand. What has become a refuge since is left out. */
const counts = `(SELECT jsonb_build_object('scope', count(*),
        'not-asked', count(*) FILTER (WHERE s.now = 'not-asked'), 'asked', count(*) FILTER (WHERE s.now = 'asked'),
        'heard', count(*) FILTER (WHERE s.now = 'heard'), 'declined', count(*) FILTER (WHERE s.now = 'declined'),
        'cannot-now', count(*) FILTER (WHERE s.now = 'cannot-now'))
      FROM (SELECT ${stateNow('h')} AS now FROM ask_households h
            WHERE h.organisation_id = $1 AND h.ask_id = a.id AND ${householdOutsideRefuges('h.household_id')}) s)`;

/** How the job that a decision `d` went into stands in the host, in its own words, and when that was read; as `j`. */
const worksNow = `LEFT JOIN LATERAL (
        SELECT ${jobState('r')} AS state, ${instant('n.last_complete_at')} AS as_of
        FROM repairs r JOIN connections n ON n.organisation_id = $1 AND n.id = r.connection_id
        WHERE r.organisation_id = $1 AND r.connection_id = d.works_connection_id AND r.reference_id = d.works_reference
          AND r.deleted_at IS NULL) j ON true`;

const stored = (counted: string) => `
  SELECT a.id, a.version, a.topic_id AS "topicId", CASE WHEN ${isOver} THEN 'closed' ELSE a.state END AS state,
    jsonb_build_object('question', a.question, 'why', a.why, 'owner', a.owner, 'claimed', a.claimed,
      'alreadyDecided', a.already_decided, 'stillOpen', a.still_open, 'scope', a.scope, 'decisionOn', a.decision_on,
      'closesOn', a.closes_on, 'mostAnswers', a.most_answers, 'size', a.size, 'stakes', a.stakes, 'target', a.target,
      'journey', a.journey, 'roomToChange', a.room_to_change, 'briefing', a.briefing, 'formats', a.formats,
      'recompense', a.recompense, 'theme', a.theme, 'isTenantLed', a.is_tenant_led, 'wordingHeldBy', a.wording_held_by,
      'easyRead', a.easy_read,
      'options', coalesce((SELECT jsonb_agg(jsonb_build_object('title', o.title, 'words', o.words, 'cost', o.cost,
          'costWords', o.cost_words, 'whoPays', o.who_pays, 'fixedParts', o.fixed_parts) ORDER BY o.number)
        FROM ask_options o WHERE o.organisation_id = $1 AND o.ask_id = a.id AND o.withdrawn_at IS NULL), '[]')) AS content,
    ${instant('a.opened_at')} AS "openedAt", ${instant('a.options_shared_at')} AS "optionsSharedAt",
    CASE WHEN ${isOver} THEN ${instant(`(a.closes_on + 1)::timestamp AT TIME ZONE 'Europe/London'`)}
      ELSE ${instant('a.closed_at')} END AS "closedAt",
    CASE WHEN ${isOver} THEN 'day-reached' ELSE a.closed_because END AS "closedBecause", a.created_by AS "createdBy",
    ${nameOf('coalesce(a.changed_by, a.created_by)')} AS "changedBy",
    ${instant('coalesce(a.changed_at, a.created_at)')} AS "changedAt",
    ${counted} AS counts,
    coalesce((SELECT jsonb_agg(jsonb_build_object('number', d.number, 'decidedOn', d.decided_on, 'decidedBy', d.decided_by,
        'presentedBy', d.presented_by, 'facilitator', d.facilitator, 'option', d.option_number, 'words', d.words,
        'because', d.because, 'actions', d.actions, 'fewHeardBecause', d.few_heard_because, 'scopeCount', d.scope_count,
        'heardCount', d.heard_count, 'worksReference', d.works_reference, 'worksState', j.state,
        'worksAsOf', j.as_of) ORDER BY d.number)
      FROM ask_decisions d ${worksNow} WHERE d.organisation_id = $1 AND d.ask_id = a.id), '[]') AS decisions,
    coalesce((SELECT jsonb_agg(jsonb_build_object('reopenedAt', ${instant('r.reopened_at')}, 'why', r.why) ORDER BY r.number)
      FROM ask_reopenings r WHERE r.organisation_id = $1 AND r.ask_id = a.id), '[]') AS reopenings,
    coalesce((SELECT jsonb_agg(jsonb_build_object('principle', p.principle, 'words', p.words,
        'answeredBy', ${nameOf('p.answered_by')}, 'answeredAt', ${instant('p.answered_at')})
        ORDER BY array_position(ARRAY['sharing-power', 'reciprocity', 'lived-experience', 'common-purpose'], p.principle))
      FROM ask_principles p WHERE p.organisation_id = $1 AND p.ask_id = a.id AND p.ended_at IS NULL), '[]') AS principles,
    (SELECT count(*)::int FROM topic_voices t JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = t.voice_id
      WHERE t.organisation_id = $1 AND t.topic_id = a.topic_id AND w.settled_at IS NULL) AS owed,
    ${london('now()')} AS today
  FROM asks a WHERE a.organisation_id = $1`;

/** One ask; with `forChange`, until the transaction ends nobody else changes it. Throws `Problem` where it is not there. */
export async function readAsk(db: Transaction, id: string, forChange = false): Promise<StoredAsk> {
  const lock = forChange ? ' FOR UPDATE OF a' : '';
  const [ask] = await db.rows<StoredAsk>(`${stored(counts)} AND a.id = $2${lock}`, [db.organisationId, id]);
  if (!ask) throw askUnknown();
  return ask;
}

/** One ask without counting its roll, which may be every household: for what is done all day. `forChange` as above. */
export async function readUncounted(db: Transaction, id: string, forChange = false): Promise<Uncounted> {
  const lock = forChange ? ' FOR UPDATE OF a' : '';
  const [ask] = await db.rows<Uncounted>(`${stored('NULL::jsonb')} AND a.id = $2${lock}`, [db.organisationId, id]);
  if (!ask) throw askUnknown();
  return ask;
}

/** The newest first. */
export async function readAsks(db: Transaction, limit: number): Promise<StoredAsk[]> {
  return db.rows<StoredAsk>(`${stored(counts)} ORDER BY a.created_at DESC, a.id LIMIT $2`, [db.organisationId, limit]);
}

/** What the level is computed from. Until it is decided, how many were heard is no part of it. */
export function factsOf(ask: StoredAsk | Uncounted): AskFacts {
  const { content, decisions } = ask;
  const decision = decisions.at(-1);
  return {
    claimed: content.claimed as HowDecided,
    alreadyDecided: content.alreadyDecided as readonly FixedPoint[],
    stillOpen: content.stillOpen,
    stakes: content.stakes,
    openedOn: ask.openedAt?.slice(0, 10) ?? null,
    decisionOn: content.decisionOn,
    optionsHaveCosts:
      content.options.length === 0
        ? null
        : content.options.every(({ cost, costWords }) => cost !== null || costWords !== null),
    optionsSharedOn: ask.optionsSharedAt?.slice(0, 10) ?? null,
    heard: decision?.heardCount ?? ask.counts?.heard ?? 0,
    decision: decision ? { decidedOn: decision.decidedOn, decidedBy: decision.decidedBy } : null,
    owed: ask.owed,
  };
}

/** As it stands in a list. */
export function summaryOf(ask: StoredAsk): AskSummary {
  const { id, version, state, content, counts, today } = ask;
  const { level, claimed, caps } = involvementLevel(factsOf(ask), today);
  return {
    ...{ id, version, state, counts },
    question: content.question,
    owner: content.owner,
    decisionOn: content.decisionOn,
    closesOn: content.closesOn,
    decidedOn: ask.decisions.at(-1)?.decidedOn ?? null,
    level: { level, claimed, caps: [...caps] },
  };
}

/** What stands in the way of it, or would make it less than honest. */
export function problemsOf(ask: StoredAsk): AskShown['problems'] {
  const { level } = involvementLevel(factsOf(ask), ask.today);
  return [...checkAsk({ ...ask.content, level }, ask.today)];
}

function askUnknown(): Problem {
  return new Problem('not-known', 'ask-unknown', 'There is no such ask here.');
}
