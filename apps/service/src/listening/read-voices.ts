import type { VoiceSummary, VoicesQuery } from '@doorstep/contracts/http';
import type { Transaction } from '../platform/database/database.js';
import {
  isRestricted,
  kindNow,
  lightbulbBeside,
  lightbulbShown,
  outsideRefuges,
  placeOutsideRefuges,
  sortingBeside,
} from '../records/index.js';
import { referenceOfVoice } from './reference-of-voice.js';

/** What was sorted last and what was consented to last, beside a voice `v`. */
export const latestBeside = `
  ${sortingBeside()}
  LEFT JOIN LATERAL (SELECT keep_name, may_share FROM voice_consents WHERE organisation_id = $1 AND voice_id = v.id
    ORDER BY recorded_at DESC, id DESC LIMIT 1) c ON true`;

/**
 * Voices that were not taken back, newest first, and how many there are. A name stands with them only while the
 * resident lets it; one that speaks of somebody else never carries it, nor one of whoever asked that nothing is used.
 * None is from a refuge: whoever owes the answer has the words in Replies owed, which names no place.
 */
export async function readVoices(
  db: Transaction,
  query: VoicesQuery,
): Promise<{ items: VoiceSummary[]; total: number }> {
  const rows = await db.rows<Omit<VoiceSummary, 'reference'> & { total: number }>(
    `SELECT v.id, v.words, v.whose, ${kindNow} AS kind, s.theme,
       coalesce(s.is_about_fixed, false) AS "isAboutFixed", ${lightbulbShown} AS lightbulb, v.speaker, v.taken_through AS "takenThrough",
       v.supported_by AS "supportedBy", q.say AS asked,
       CASE WHEN coalesce(c.keep_name, v.keep_name) AND NOT v.is_about_another AND NOT ${isRestricted('p.id')} THEN p.reference_id END AS person,
       v.place, coalesce(c.may_share, v.may_share) AS "mayShare", v.is_anonymous AS "isAnonymous", v.corrects,
       (w.voice_id IS NOT NULL) AS "isReplyOwed", v.said_at AS "saidAt", (count(*) OVER ())::int AS total
     FROM voices v
     ${latestBeside}
     ${lightbulbBeside()}
     LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id
     LEFT JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
     LEFT JOIN people p ON p.organisation_id = $1 AND p.id = v.person_id
     LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = v.id AND w.settled_at IS NULL
     WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL
       AND ${outsideRefuges('v')} AND ${placeOutsideRefuges('v.place')}
       AND ($3::text IS NULL OR ${kindNow} = $3) AND ($4::text IS NULL OR v.whose = $4)
       AND ($5::text IS NULL OR v.speaker = $5) AND ($6::text IS NULL OR s.theme = $6)
       AND ($7::text IS NULL OR v.place = $7) AND (NOT $8 OR ${kindNow} IS NULL)
       AND ($9::uuid IS NULL OR EXISTS (SELECT FROM asks a JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id
         WHERE a.organisation_id = $1 AND a.id = $9 AND t.voice_id = v.id))
       AND (NOT $10 OR b.id IS NOT NULL)
     ORDER BY v.said_at DESC, v.id LIMIT $2`,
    [
      db.organisationId,
      query.limit,
      query.kind ?? null,
      query.whose ?? null,
      query.speaker ?? null,
      query.theme ?? null,
      query.place ?? null,
      query.unsorted ?? false,
      query.ask ?? null,
      query.lightbulb ?? false,
    ],
  );
  const items = rows.map(({ total: _, ...one }) => ({
    ...one,
    reference: one.isAnonymous ? null : referenceOfVoice(one.id),
  }));
  return { items, total: rows[0]?.total ?? 0 };
}
