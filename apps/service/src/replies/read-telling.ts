import type { TellingForm } from '@doorstep/contracts/http';
import type { ReachNeed, ReachWay } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import { personNow } from '../records/index.js';
import { languageOfTelling, type AnswerToTell } from './telling-words.js';

/** One telling with its answer, and how the person wants to be reached as it is known now. */
export interface TellingRead {
  readonly id: string;
  readonly voiceId: string;
  readonly topicId: string;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly theme: string | null;
  readonly way: ReachWay;
  readonly form: TellingForm;
  readonly state: 'waiting' | 'told' | 'replaced';
  readonly tries: number;
  readonly reminders: number;
  readonly lastProblem: string | null;
  /** What was said is told no more: they want no reply, left, or took it back. */
  readonly isOver: boolean;
  /** The way that staff chose for this one, whatever the person usually wants; null: none. */
  readonly askedWay: 'text' | 'letter' | null;
  /** What its topic is called. */
  readonly title: string;
  readonly madeAt: Date;
  /** Made more than a week ago. */
  readonly isHeldLong: boolean;
  readonly now: {
    readonly way: ReachWay | null;
    readonly needs: readonly ReachNeed[];
    readonly email: string | null;
    readonly mobile: string | null;
    readonly language: string | null;
  };
  readonly address: readonly string[];
  readonly answer: AnswerToTell;
}

interface Row extends Omit<TellingRead, 'now' | 'answer'>, Omit<AnswerToTell, 'language'> {
  readonly language: string;
  readonly wantedWay: ReachWay | null;
  readonly needs: readonly ReachNeed[];
  readonly email: string | null;
  readonly mobile: string | null;
  readonly wantedLanguage: string | null;
}

/** Reads a telling and keeps others from it until the transaction ends. Throws `Problem` when it is not there. */
export async function readTelling(db: Transaction, id: string): Promise<TellingRead> {
  const [telling] = await read(db, 'g.id = $2 FOR UPDATE OF g', [id]);
  if (!telling) throw new Problem('not-known', 'telling-unknown', 'There is no such telling here.');
  return telling;
}

/**
 * What waits to be told to a household in person or on the phone, longest owed first. At one person's record,
 * `personId`, what is for another of the household is left out.
 */
export async function readTellingsToBring(
  db: Transaction,
  householdId: string,
  personId: string | null,
): Promise<TellingRead[]> {
  return read(
    db,
    `g.household_id = $2 AND g.state = 'waiting' AND g.way IN ('in-person', 'phone')
       AND ($3::uuid IS NULL OR g.person_id IS NULL OR who.id = $3)
     ORDER BY v.said_at, g.id`,
    [householdId, personId],
  );
}

/** What waits to be told of one reply, whichever way, longest owed first. */
export async function readTellingsOf(db: Transaction, replyId: string): Promise<TellingRead[]> {
  return read(db, `g.reply_id = $2 AND g.state = 'waiting' ORDER BY v.said_at, g.id`, [replyId]);
}

/** Letters that wait to be posted, the oldest first. */
export async function readLettersToPost(db: Transaction, limit: number): Promise<TellingRead[]> {
  return read(db, `g.way = 'letter' AND g.state = 'waiting' ORDER BY g.made_at, g.id LIMIT $2`, [limit]);
}

/** `which` is SQL of ours over the tables below, with `parameters` from `$2` on. */
async function read(db: Transaction, which: string, parameters: readonly unknown[]): Promise<TellingRead[]> {
  const rows = await db.rows<Row>(
    `SELECT g.id, g.voice_id AS "voiceId", g.household_id AS "householdId", who.id AS "personId", x.id AS "topicId", x.theme, x.title,
       g.way, g.form, g.state, g.tries, g.reminders, g.last_problem AS "lastProblem", g.asked_way AS "askedWay",
       g.made_at AS "madeAt", g.made_at < now() - interval '7 days' AS "isHeldLong", g.language,
       coalesce(d.settled_as IN ('no-reply-wanted', 'corrected', 'withdrawn'), false) AS "isOver",
       w.way AS "wantedWay", coalesce(w.needs, '{}') AS needs, w.email, w.mobile, w.language AS "wantedLanguage",
       coalesce(nullif(w.preferred_name, ''), p.full_name) AS name, v.words AS "theirWords", v.whose,
       v.said_at AS "saidAt", r.result, r.because, r.passed_to AS "passedTo", r.owner, r.promised_by::text AS "promisedBy",
       r.words, r.easy_read AS "easyRead", r.said_by AS "saidBy", o.name AS landlord,
       CASE WHEN h.id IS NULL THEN '{}' ELSE
         array_remove(array_prepend(p.full_name, h.address_lines) || h.postal_code, NULL) END AS address
     FROM tellings g
     JOIN organisations o ON o.id = $1
     JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
     JOIN topics x ON x.organisation_id = $1 AND x.id = r.topic_id
     JOIN voices v ON v.organisation_id = $1 AND v.id = g.voice_id
     LEFT JOIN replies_owed d ON d.organisation_id = $1 AND d.voice_id = g.voice_id
     CROSS JOIN LATERAL (SELECT ${personNow('g.person_id')} AS id OFFSET 0) who
     LEFT JOIN people p ON p.organisation_id = $1 AND p.id = who.id AND p.deleted_at IS NULL
     LEFT JOIN ways_to_reach w ON w.organisation_id = $1 AND w.person_id = who.id AND w.ended_at IS NULL
     LEFT JOIN tenancies t ON t.organisation_id = $1 AND t.id = g.household_id
     LEFT JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
     WHERE g.organisation_id = $1 AND ${which}`,
    [db.organisationId, ...parameters],
  );
  return rows.map(({ wantedWay, needs, email, mobile, wantedLanguage, ...rest }) => ({
    ...rest,
    now: { way: wantedWay, needs, email, mobile, language: wantedLanguage },
    answer: { ...rest, language: languageOfTelling(wantedLanguage ?? rest.language) },
  }));
}
