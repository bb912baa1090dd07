import type { FromPromptsShown, PictureQuery } from '@doorstep/contracts/http';
import { periodUpTo } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { householdOutsideRefuges } from '../records/index.js';
import { narrowToPlace } from './narrow-to-place.js';
import { todayOf } from './today.js';
import { beginningOf, toldItIsDone, voicesCounted } from './voices-counted.js';

type Step = FromPromptsShown['steps'][number]['step'];

/**
 * $2 and $3: the days, $4: the households of a place, or null. A prompt that was taken back before anybody answered was
 * put to nobody; to tell somebody what came of it is no question.
 */
const put = `
  q.organisation_id = $1 AND q.kind <> 'tell-them' AND q.state <> 'withdrawn'
  AND q.created_at >= ${beginningOf('$2')} AND q.created_at < ${beginningOf('$3')}
  AND ($4::uuid[] IS NULL OR q.household_id = ANY ($4)) AND ${householdOutsideRefuges('q.household_id')}`;

/** What answers a prompt was said after it was put; a week is for clocks that are behind, so that older voices are not read. */
const statement = `
  WITH said AS MATERIALIZED (
    SELECT v.id, q.id AS prompt_id
    FROM (${voicesCounted} AND v.outcome_id IS NOT NULL AND v.said_at >= ${beginningOf('$2')} - interval '7 days') v
    JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id AND o.withdrawn_at IS NULL
    JOIN prompts q ON q.id = o.prompt_id AND ${put}),
  done AS (${toldItIsDone}),
  answered AS (
    SELECT s.prompt_id, bool_or(w.settled_as = 'told') AS is_told,
      bool_or(w.settled_as = 'told' AND d.voice_id IS NOT NULL) AS is_changed
    FROM said s
    LEFT JOIN replies_owed w ON w.organisation_id = $1 AND w.voice_id = s.id
    LEFT JOIN done d ON d.voice_id = s.id
    GROUP BY s.prompt_id)
  SELECT (SELECT count(*) FROM prompts q WHERE ${put})::int AS prompt, count(*)::int AS words,
    (count(*) FILTER (WHERE is_told))::int AS told, (count(*) FILTER (WHERE is_changed))::int AS changed
  FROM answered`;

const steps: readonly Step[] = ['prompt', 'words', 'told', 'changed'];

/** What came of the contacts at which staff had a prompt, step by step. */
@Injectable()
export class FromPrompts {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { period, place }: PictureQuery): Promise<FromPromptsShown> {
    refuseUnless(caller.roles, 'picture.read');
    return this.database.counting(caller.organisationId, async (db) => {
      const days = periodUpTo(await todayOf(db), period);
      const inside = await narrowToPlace(db, place);
      const [found] = await db.rows<Record<Step, number>>(statement, [
        ...[db.organisationId, days.from, days.before],
        inside?.households ?? null,
      ]);
      const { prompt = 0, words = 0, told = 0, changed = 0 } = found ?? {};
      const counts = { prompt, words, told, changed };
      return {
        ...days,
        finding: { code: prompt === 0 ? 'nothing-asked' : 'came-of-it', prompt, words, changed },
        steps: steps.map((step) => ({ step, contacts: counts[step] })),
      };
    });
  }
}
