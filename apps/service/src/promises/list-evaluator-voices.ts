import type { EvaluatorVoices, EvaluatorVoicesQuery } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { namesOfHousehold, withoutNames } from '../evidence/index.js';
import { latestBeside } from '../listening/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { isRestricted, kindNow } from '../records/index.js';

type Stored = EvaluatorVoices['items'][number] & { readonly names: readonly string[] };

/** What was not taken back, nor put in other words since; of one ask where `$2` names it. */
const said = `
  FROM voices v
  ${latestBeside}
  LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.id = v.outcome_id
  LEFT JOIN prompts q ON q.organisation_id = $1 AND q.id = o.prompt_id
  WHERE v.organisation_id = $1 AND v.withdrawn_at IS NULL
    AND NOT EXISTS (SELECT FROM voices k WHERE k.organisation_id = $1 AND k.corrects = v.id)
    AND ($2::uuid IS NULL OR EXISTS (SELECT FROM asks a
      JOIN topic_voices t ON t.organisation_id = $1 AND t.topic_id = a.topic_id AND t.voice_id = v.id
      WHERE a.organisation_id = $1 AND a.id = $2))`;
/** They are neighbours: what somebody did not agree to share with others, or said of somebody else, is not theirs to read. */
const isShared = `(coalesce(c.may_share, v.may_share) AND NOT v.is_about_another AND NOT ${isRestricted('v.person_id')})`;

/** Shows residents who evaluate what was said, without anybody's name, home or reference. Reading it is in the audit. */
@Injectable()
export class ListEvaluatorVoices {
  constructor(private readonly database: Database) {}

  async run(caller: Caller, { askId, limit }: EvaluatorVoicesQuery): Promise<EvaluatorVoices> {
    refuseUnless(caller.roles, 'evaluations.write');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const [all] = await db.rows<{ shared: number; kept: number }>(
        `SELECT (count(*) FILTER (WHERE ${isShared}))::int AS shared,
           (count(*) FILTER (WHERE NOT ${isShared}))::int AS kept ${said}`,
        [db.organisationId, askId ?? null],
      );
      const voices = await db.rows<Stored>(
        `SELECT b.id, b.words, b.kind, b.theme, b.asked, b."saidOn", coalesce(n.names, '{}') AS names
         FROM (SELECT v.id, v.words, ${kindNow} AS kind, s.theme, q.say AS asked,
             to_char(v.said_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS "saidOn", v.household_id, v.said_at
           ${said} AND ${isShared} ORDER BY v.said_at DESC, v.id LIMIT $3) b
         ${namesOfHousehold('b.household_id')}
         ORDER BY b.said_at DESC, b.id`,
        [db.organisationId, askId ?? null, limit],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'voices.evaluate',
        subject: `organisation:${db.organisationId}`,
        detail: { shown: voices.length },
      });
      const items = voices.map(({ names, words, ...one }) => ({ ...one, words: withoutNames(words, names) }));
      return { items, total: all?.shared ?? 0, inConfidence: all?.kept ?? 0 };
    });
  }
}
