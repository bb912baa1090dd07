import type { Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import { householdOutsideRefuges, outsideRefuges } from '../records/index.js';
import { readPromiseEvidence, type PromiseEvidence } from './read-promise-evidence.js';
import { firstVoice } from './topic-name.js';

/** What a year came to beside its asks, up to an instant. */
export interface YearEvidence {
  readonly voices: number;
  /** Those who said them, each in one state: who waits for an answer to any of them waits. */
  readonly people: { readonly told: number; readonly waiting: number; readonly neither: number };
  /** What was answered in the year outside asks, the most told first; at most `mostTopics`. */
  readonly topics: readonly TopicEvidence[];
  readonly topicsInAll: number;
  /** Those that stood at some time in it. */
  readonly promises: readonly PromiseEvidence[];
  /** The latest of all of it, RFC 3339; null where there is nothing. */
  readonly upTo: string | null;
}

export interface TopicEvidence {
  readonly title: string;
  /** What was said first, whether it may be passed on, and who lives there. */
  readonly firstWords: string | null;
  readonly mayShare: boolean | null;
  readonly names: readonly string[];
  readonly result: 'done' | 'doing' | 'paused-because' | 'not-doing-because' | 'passed-to';
  readonly because: string | null;
  readonly words: string;
  readonly saidBy: string;
  /** People, not voices. */
  readonly told: number;
  /** Voices of it that still wait for an answer. */
  readonly owed: number;
}

const mostTopics = 100;

export async function readYearEvidence(db: Transaction, year: number, asOf: string): Promise<YearEvidence> {
  const bound = [db.organisationId, year, asOf];
  const [counted] = await db.rows<Omit<YearEvidence, 'topics' | 'topicsInAll' | 'promises'>>(counts, bound);
  const topics = await db.rows<TopicEvidence & { all: number }>(answered, [...bound, mostTopics]);
  return {
    ...(counted ?? { voices: 0, people: { told: 0, waiting: 0, neither: 0 }, upTo: null }),
    topics: topics.map(({ all: _, ...topic }) => topic),
    topicsInAll: topics[0]?.all ?? 0,
    promises: await readPromiseEvidence(db, { year }, asOf),
  };
}

/** The instant at which the year in $2, or one after it, begins in London. */
const beginningOfYear = (after = 0) => `make_timestamptz($2::int + ${after}, 1, 1, 0, 0, 0, 'Europe/London')`;
const inYear = (at: string) => `${at} >= ${beginningOfYear()} AND ${at} < ${beginningOfYear(1)}`;

/**
 * People are counted, not messages: a voice is its person's, else its household's, else its own. What staff made of
 * something is nobody's voice, and one that was corrected counts as the correction says.
 */
const counts = `
  WITH said AS MATERIALIZED (
    SELECT v.id, coalesce(v.person_id, v.household_id, v.id) AS who, v.recorded_at FROM voices v
    WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL AND v.whose <> 'reading' AND v.recorded_at <= $3
      AND ${inYear('v.said_at')} AND ${outsideRefuges('v')}
      AND NOT EXISTS (SELECT FROM voices k WHERE k.organisation_id = $1 AND k.corrects = v.id
        AND k.withdrawn_at IS NULL AND k.recorded_at <= $3)),
  told AS (
    SELECT voice_id, max(told_at) AS told_at FROM tellings
    WHERE organisation_id = $1 AND told_at <= $3 GROUP BY voice_id),
  each AS (
    SELECT s.who, bool_or(w.voice_id IS NOT NULL AND (w.settled_at IS NULL OR w.settled_at > $3)) AS waits,
      bool_or(d.voice_id IS NOT NULL) AS is_told, count(*) AS voices, max(greatest(s.recorded_at, d.told_at)) AS up_to
    FROM said s
    LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = s.id
    LEFT JOIN told d ON d.voice_id = s.id
    GROUP BY s.who)
  SELECT coalesce(sum(voices), 0)::int AS voices, ${instant('max(up_to)')} AS "upTo",
    jsonb_build_object('waiting', count(*) FILTER (WHERE waits), 'told', count(*) FILTER (WHERE is_told AND NOT waits),
      'neither', count(*) FILTER (WHERE NOT is_told AND NOT waits)) AS people
  FROM each`;

const answered = `
  SELECT o.title, f.words AS "firstWords", f.may_share AS "mayShare", coalesce(n.names, '{}') AS names, r.result, r.because,
    r.words, r.said_by AS "saidBy", g.told, w.owed, (count(*) OVER ())::int AS all
  FROM topics o
  JOIN LATERAL (SELECT * FROM replies x WHERE x.organisation_id = $1 AND x.topic_id = o.id AND x.given_at <= $3
    AND ${inYear('x.given_at')} ORDER BY x.number DESC LIMIT 1) r ON true
  CROSS JOIN LATERAL (SELECT count(DISTINCT coalesce(t.person_id, t.household_id, t.voice_id))::int AS told FROM tellings t
    WHERE t.organisation_id = $1 AND t.reply_id = r.id AND t.told_at <= $3
      AND ${householdOutsideRefuges('t.household_id')}) g
  CROSS JOIN LATERAL (SELECT count(*)::int AS owed FROM topic_voices t
    JOIN replies_owed x ON x.organisation_id = $1 AND x.voice_id = t.voice_id AND (x.settled_at IS NULL OR x.settled_at > $3)
    WHERE t.organisation_id = $1 AND t.topic_id = o.id AND t.added_at <= $3) w
  ${firstVoice}
  WHERE o.organisation_id = $1 AND NOT EXISTS (SELECT FROM asks a WHERE a.organisation_id = $1 AND a.topic_id = o.id)
  ORDER BY g.told DESC, o.id LIMIT $4`;
