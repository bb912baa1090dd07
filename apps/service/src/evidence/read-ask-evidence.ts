import {
  countStates,
  involvementLevel,
  standing,
  type DecidedAction,
  type FixedPoint,
  type HowDecided,
  type InvolvementLevel,
  type RollCallCounts,
  type RollCallEvent,
  type Stakes,
} from '@doorstep/domain';
import type { EdraShown, Principle, VoicesNeededShown } from '@doorstep/contracts/http';
import { nameOf } from '../access/index.js';
import { readVoicesNeeded } from '../asks/index.js';
import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { Problem } from '../platform/problem.js';
import {
  householdOutsideRefuges,
  isRestricted,
  kindNow,
  lightbulbBeside,
  outsideRefuges,
  sortingBeside,
} from '../records/index.js';
import { namesOfHousehold } from './names-of-household.js';
import { readEdra } from './read-edra.js';
import { readPromiseEvidence, type PromiseEvidence } from './read-promise-evidence.js';

/** Everything that happened with one ask up to an instant. Days are `YYYY-MM-DD` in London, costs pence. */
export interface AskEvidence extends AskWords {
  readonly counts: RollCallCounts;
  /** By the way in which a household was last asked. */
  readonly ways: readonly { readonly way: string; readonly asked: number; readonly heard: number }[];
  readonly reasons: { readonly 'not-my-topic': number; readonly 'not-this-way': number; readonly 'no-reason': number };
  /** Households by the option that they would choose last. */
  readonly choices: Readonly<Record<number, number>>;
  readonly voices: readonly VoiceEvidence[];
  readonly barriers: readonly { readonly stage: string; readonly households: number; readonly words: string[] }[];
  readonly level: InvolvementLevel;
  readonly voicesNeeded: VoicesNeededShown;
  readonly edra: EdraShown;
  /** Those that came of it. */
  readonly promises: readonly PromiseEvidence[];
}

interface AskWords {
  readonly question: string;
  readonly why: string;
  readonly owner: string;
  readonly claimed: HowDecided;
  readonly alreadyDecided: readonly FixedPoint[];
  readonly stillOpen: readonly string[];
  readonly stakes: Stakes;
  readonly roomToChange: string | null;
  readonly briefing: string | null;
  readonly recompense: string | null;
  readonly formats: EdraShown['accessibility']['formats'];
  readonly decisionOn: string;
  readonly openedOn: string | null;
  /** Each time it was opened again after it had closed. */
  readonly reopenings: readonly { readonly day: string; readonly why: string }[];
  /** Short answers to the principles that were answered, in their order. */
  readonly principles: readonly {
    readonly principle: Principle;
    readonly words: string;
    readonly answeredBy: string;
    readonly answeredOn: string;
  }[];
  readonly optionsSharedOn: string | null;
  readonly options: readonly {
    readonly number: number;
    readonly title: string;
    readonly words: string;
    readonly cost: number | null;
    readonly costWords: string | null;
    readonly whoPays: string | null;
  }[];
  readonly decisions: readonly {
    readonly decidedOn: string;
    readonly decidedBy: 'residents' | 'jointly' | 'landlord' | 'regulator';
    readonly presentedBy: string | null;
    readonly facilitator: string | null;
    readonly option: number | null;
    readonly words: string;
    readonly because: string;
    readonly actions: readonly DecidedAction[];
    readonly fewHeardBecause: string | null;
    readonly scope: number;
    readonly heard: number;
    readonly residentsOf: string | null;
    readonly worksReference: string | null;
  }[];
  readonly replies: readonly {
    readonly result: string;
    readonly because: string | null;
    readonly words: string;
    readonly saidBy: string;
    readonly givenOn: string;
    readonly told: number;
  }[];
  readonly owed: number;
  readonly told: number;
  /** The latest of all of it, RFC 3339. */
  readonly upTo: string;
}

/** What somebody said, with what may be done with it. */
export interface VoiceEvidence {
  readonly words: string;
  readonly kind: string | null;
  readonly whose: string;
  readonly takenThrough: string;
  readonly supportedBy: string | null;
  readonly saidOn: string;
  readonly mayShare: boolean;
  readonly isAboutAnother: boolean;
  /** Sorted as a warning; `option` null: of none of the options, or of all. */
  readonly isWarning: boolean;
  readonly option: number | null;
  /** Nobody here would have thought of it. */
  readonly hasLightbulb: boolean;
  /** Of the people of the household: they are taken out of the words. */
  readonly names: readonly string[];
}

const day = (expression: string) => `to_char(${expression} AT TIME ZONE 'Europe/London', 'YYYY-MM-DD')`;

/** Reads it from what happened, not from where it stands now. Throws `Problem` for an ask that was never opened by then. */
export async function readAskEvidence(db: Transaction, askId: string, asOf: string): Promise<AskEvidence> {
  const [ask] = await db.rows<AskWords & { topicId: string; scope: number; today: string }>(asked, [
    db.organisationId,
    askId,
    asOf,
  ]);
  if (!ask) throw new Problem('conflict', 'ask-not-open', 'Nobody was asked this yet, so there is nothing to show.');
  const { topicId, scope, today, ...words } = ask;
  const voices = await db.rows<VoiceEvidence>(said, [db.organisationId, topicId, asOf, askId]);
  const barriers = await db.rows<AskEvidence['barriers'][number]>(
    `SELECT stage, count(DISTINCT household_id)::int AS households, array_agg(words ORDER BY recorded_at, id) AS words
     FROM ask_barriers WHERE organisation_id = $1 AND ask_id = $2 AND recorded_at <= $3
       AND ${householdOutsideRefuges('household_id')}
     GROUP BY stage ORDER BY households DESC, stage`,
    [db.organisationId, askId, asOf],
  );
  const { heardHouseholds, ...rolled } = await rollOf(db, askId, asOf, scope, today);
  const decision = words.decisions.at(-1);
  const level = involvementLevel(
    {
      ...words,
      optionsHaveCosts:
        words.options.length === 0
          ? null
          : words.options.every(({ cost, costWords }) => cost !== null || costWords !== null),
      heard: decision?.heard ?? rolled.counts.heard,
      decision: decision ?? null,
    },
    today,
  );
  const promises = await readPromiseEvidence(db, { ask: askId }, asOf);
  const voicesNeeded = await readVoicesNeeded(db, askId, { asOf, heard: heardHouseholds });
  const edra = await readEdra(db, {
    ...{ askId, formats: words.formats, offered: words.recompense },
    ...{ groups: voicesNeeded.groups.length, gaps: voicesNeeded.gaps, asOf, heard: heardHouseholds },
  });
  return { ...words, ...rolled, voices, barriers, level, voicesNeeded, edra, promises };
}

type Event = RollCallEvent & {
  readonly household: string;
  readonly way: string | null;
  readonly option: number | null;
};

async function rollOf(
  db: Transaction,
  askId: string,
  asOf: string,
  scope: number,
  today: string,
): Promise<Pick<AskEvidence, 'counts' | 'ways' | 'reasons' | 'choices'> & { readonly heardHouseholds: string[] }> {
  const events = await db.rows<Event>(
    `SELECT household_id AS household, kind, ${instant('at')} AS at, round, reason, until, way, option_number AS option
     FROM ask_events WHERE organisation_id = $1 AND ask_id = $2 AND recorded_at <= $3
       AND ${householdOutsideRefuges('household_id')} ORDER BY at, id`,
    [db.organisationId, askId, asOf],
  );
  const entries = [...grouped(events, ({ household }) => household)].map(([household, happened]) => {
    const entry = standing(happened, today);
    const chosen = happened.findLast(({ option }) => option !== null)?.option ?? null;
    return {
      ...entry,
      household,
      way: happened.findLast(({ kind, way }) => kind === 'asked' && way !== null)?.way ?? null,
      // Whoever left or took it back chooses nothing any more.
      option: entry.state === 'heard' ? chosen : null,
    };
  });
  const counts = countStates(entries.map(({ state }) => state));
  const reasonCount = (wanted: string) => entries.filter(({ reason }) => reason === wanted).length;
  const asked = entries.filter(({ way }) => way !== null);
  return {
    heardHouseholds: entries.filter(({ state }) => state === 'heard').map(({ household }) => household),
    counts: { ...counts, 'not-asked': counts['not-asked'] + scope - entries.length },
    ways: [...grouped(asked, ({ way }) => way ?? '')]
      .map(([way, of]) => ({ way, asked: of.length, heard: of.filter(({ state }) => state === 'heard').length }))
      .toSorted((a, b) => (a.way < b.way ? -1 : 1)),
    reasons: {
      'not-my-topic': reasonCount('not-my-topic'),
      'not-this-way': reasonCount('not-this-way'),
      'no-reason': reasonCount('no-reason'),
    },
    choices: Object.fromEntries(
      [...grouped(entries, ({ option }) => option ?? 0)]
        .filter(([option]) => option > 0)
        .map(([option, of]) => [option, of.length]),
    ),
  };
}

/** In the order in which each key comes first. */
function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const asked = `
  SELECT a.topic_id AS "topicId", a.question, a.why, a.owner, a.claimed, a.already_decided AS "alreadyDecided",
    a.still_open AS "stillOpen", a.stakes, a.room_to_change AS "roomToChange", a.briefing, a.recompense, a.formats,
    coalesce((SELECT r.decision_on FROM ask_reopenings r
      WHERE r.organisation_id = $1 AND r.ask_id = a.id AND r.reopened_at > $3
      ORDER BY r.number LIMIT 1), a.decision_on)::text AS "decisionOn", ${day('a.opened_at')} AS "openedOn",
    coalesce((SELECT jsonb_agg(jsonb_build_object('day', ${day('r.reopened_at')}, 'why', r.why) ORDER BY r.number)
      FROM ask_reopenings r
      WHERE r.organisation_id = $1 AND r.ask_id = a.id AND r.reopened_at <= $3), '[]') AS reopenings,
    coalesce((SELECT jsonb_agg(jsonb_build_object('principle', p.principle, 'words', p.words,
        'answeredBy', ${nameOf('p.answered_by')}, 'answeredOn', ${day('p.answered_at')})
        ORDER BY array_position(ARRAY['sharing-power', 'reciprocity', 'lived-experience', 'common-purpose'], p.principle))
      FROM ask_principles p WHERE p.organisation_id = $1 AND p.ask_id = a.id AND p.answered_at <= $3
        AND (p.ended_at IS NULL OR p.ended_at > $3)), '[]') AS principles,
    CASE WHEN a.options_shared_at <= $3 THEN ${day('a.options_shared_at')} END AS "optionsSharedOn",
    ${day('$3::timestamptz')} AS today,
    (SELECT count(*)::int FROM ask_households h
     WHERE h.organisation_id = $1 AND h.ask_id = a.id AND h.added_at <= $3
       AND ${householdOutsideRefuges('h.household_id')}) AS scope,
    coalesce((SELECT jsonb_agg(jsonb_build_object('number', o.number, 'title', o.title, 'words', o.words, 'cost', o.cost,
        'costWords', o.cost_words, 'whoPays', o.who_pays) ORDER BY o.number)
      FROM ask_options o WHERE o.organisation_id = $1 AND o.ask_id = a.id
        AND (o.withdrawn_at IS NULL OR o.withdrawn_at > $3)), '[]') AS options,
    coalesce((SELECT jsonb_agg(jsonb_build_object('decidedOn', d.decided_on, 'decidedBy', d.decided_by,
        'presentedBy', d.presented_by, 'facilitator', d.facilitator, 'option', d.option_number, 'words', d.words,
        'because', d.because, 'actions', d.actions, 'fewHeardBecause', d.few_heard_because, 'scope', d.scope_count, 'heard', d.heard_count,
        'residentsOf', d.residents_of, 'worksReference', d.works_reference) ORDER BY d.number)
      FROM ask_decisions d
      WHERE d.organisation_id = $1 AND d.ask_id = a.id AND d.recorded_at <= $3), '[]') AS decisions,
    coalesce((SELECT jsonb_agg(jsonb_build_object('result', r.result, 'because', r.because, 'words', r.words,
        'saidBy', r.said_by, 'givenOn', ${day('r.given_at')}, 'told', (SELECT count(*) FROM tellings g
          WHERE g.organisation_id = $1 AND g.reply_id = r.id AND g.told_at <= $3)) ORDER BY r.number)
      FROM replies r WHERE r.organisation_id = $1 AND r.topic_id = a.topic_id AND r.given_at <= $3), '[]') AS replies,
    (SELECT count(*)::int FROM topic_voices t
     JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = t.voice_id
     WHERE t.organisation_id = $1 AND t.topic_id = a.topic_id AND t.added_at <= $3
       AND (w.settled_at IS NULL OR w.settled_at > $3)) AS owed,
    (SELECT count(DISTINCT g.voice_id)::int FROM replies r
     JOIN tellings g ON g.organisation_id = $1 AND g.reply_id = r.id AND g.told_at <= $3
     WHERE r.organisation_id = $1 AND r.topic_id = a.topic_id) AS told,
    ${instant(`greatest(a.opened_at,
      (SELECT max(e.recorded_at) FROM ask_events e
       WHERE e.organisation_id = $1 AND e.ask_id = a.id AND e.recorded_at <= $3),
      (SELECT max(r.reopened_at) FROM ask_reopenings r
       WHERE r.organisation_id = $1 AND r.ask_id = a.id AND r.reopened_at <= $3),
      (SELECT max(CASE WHEN p.ended_at <= $3 THEN p.ended_at ELSE p.answered_at END) FROM ask_principles p
       WHERE p.organisation_id = $1 AND p.ask_id = a.id AND p.answered_at <= $3),
      (SELECT max(CASE WHEN n.ended_at <= $3 THEN n.ended_at ELSE n.kept_at END) FROM ask_voices_needed n
       WHERE n.organisation_id = $1 AND n.ask_id = a.id AND n.kept_at <= $3),
      (SELECT max(d.recorded_at) FROM ask_decisions d
       WHERE d.organisation_id = $1 AND d.ask_id = a.id AND d.recorded_at <= $3),
      (SELECT max(greatest(r.given_at, g.told_at)) FROM replies r
       LEFT JOIN tellings g ON g.organisation_id = $1 AND g.reply_id = r.id AND g.told_at <= $3
       WHERE r.organisation_id = $1 AND r.topic_id = a.topic_id AND r.given_at <= $3))`)} AS "upTo"
  FROM asks a WHERE a.organisation_id = $1 AND a.id = $2 AND a.opened_at <= $3`;

/** What was taken back or corrected is in no pack that is made from now on. */
const said = `
  SELECT v.words, ${kindNow} AS kind, v.whose, v.taken_through AS "takenThrough", v.supported_by AS "supportedBy",
    ${day('v.said_at')} AS "saidOn", coalesce(c.may_share, v.may_share) AS "mayShare",
    v.is_about_another AS "isAboutAnother", (${kindNow}) IS NOT DISTINCT FROM 'warning' AS "isWarning",
    w.option_number AS option, (b.id IS NOT NULL) AS "hasLightbulb", coalesce(n.names, '{}') AS names
  FROM topic_voices t
  JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.recorded_at <= $3 AND v.withdrawn_at IS NULL
  LEFT JOIN LATERAL (SELECT may_share FROM voice_consents s WHERE s.organisation_id = $1 AND s.voice_id = v.id
    ORDER BY recorded_at DESC, s.id DESC LIMIT 1) c ON true
  ${sortingBeside('$3')}
  ${lightbulbBeside('$3')}
  LEFT JOIN ask_warnings w ON w.organisation_id = $1 AND w.ask_id = $4 AND w.voice_id = v.id AND w.tied_at <= $3
  ${namesOfHousehold('v.household_id')}
  WHERE t.organisation_id = $1 AND t.topic_id = $2 AND t.added_at <= $3 AND ${outsideRefuges('v')}
    AND NOT ${isRestricted('v.person_id')}
    AND NOT EXISTS (SELECT FROM voices k WHERE k.organisation_id = $1 AND k.corrects = v.id AND k.recorded_at <= $3)
  ORDER BY v.said_at, v.id`;
