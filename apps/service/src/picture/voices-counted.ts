import { outsideRefuges } from '../records/index.js';

/**
 * Parts of the picture's statements. In each, $1 is the landlord. People are counted, not messages: `who` is the person,
 * else the household where nobody is named, else the voice itself where it has neither. A voice taken back does not
 * count, one that was corrected counts as the correction says, and what staff made of something is nobody's voice.
 * NOT IN, since few are corrected: their ids are looked up in memory, and the voices stay as their index has them.
 * Nobody in a refuge is in a figure.
 */
export const voicesCounted = `
  SELECT v.id, coalesce(v.person_id, v.household_id, v.id) AS who, v.person_id, v.household_id, v.home_id, v.taken_through,
    v.outcome_id, v.said_at
  FROM voices v
  WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL AND v.whose <> 'reading'
    AND v.id NOT IN (SELECT c.corrects FROM voices c
      WHERE c.organisation_id = $1 AND c.corrects IS NOT NULL AND c.withdrawn_at IS NULL)
    AND ${outsideRefuges('v')}`;

/** The instant at which a day begins in London; `parameter` is a day as `YYYY-MM-DD`. */
export const beginningOf = (parameter: string) => `(${parameter}::date::timestamp AT TIME ZONE 'Europe/London')`;

/** Voices said from one day up to, not including, another. */
export const voicesBetween = (from: string, before: string) =>
  `${voicesCounted} AND v.said_at >= ${beginningOf(from)} AND v.said_at < ${beginningOf(before)}`;

/**
 * Whoever is heard since `from` for the first time, among people (`who`), households or homes of which nobody is named. A day
 * that was heard once stays one: of a voice that was corrected since, or said where nobody is counted now.
 */
export const heardFirst = (kind: 'who' | 'household' | 'home', from: string) => `
  SELECT f.id, f.said_at FROM first_heard f
  WHERE f.organisation_id = $1 AND f.kind = '${kind}' AND f.said_at >= ${beginningOf(from)}`;

/** Voices whose people were told that it is done. */
export const toldItIsDone = `
  SELECT DISTINCT g.voice_id FROM tellings g JOIN replies r ON r.organisation_id = $1 AND r.id = g.reply_id
  WHERE g.organisation_id = $1 AND g.state = 'told' AND r.result = 'done'`;
