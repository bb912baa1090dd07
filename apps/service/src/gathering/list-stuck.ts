import type { StuckPoint } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';
import type { Caller } from '../platform/http/caller.guard.js';

/** What an ask was stuck on, what those who were heard said to it, and what came of it. */
@Injectable()
export class ListStuck {
  constructor(private readonly database: Database) {}

  /** The newest first. Words are left out for whoever may not read them. */
  async run(caller: Caller, askId: string): Promise<{ items: StuckPoint[]; total: number }> {
    refuseUnless(caller.roles, 'asks.read');
    const items = await this.database.inOrganisation(caller.organisationId, (db) => readStuck(db, askId, caller.roles));
    return { items, total: items.length };
  }
}

/** Those of one ask, the newest first. */
export async function readStuck(db: Transaction, askId: string, roles: readonly string[]): Promise<StuckPoint[]> {
  return db.rows<StuckPoint>(
    `SELECT s.id, s.ask_id AS ask, s.stuck_on AS "stuckOn", s.question, ${instant('s.said_at')} AS "saidAt",
       ${instant('s.ended_at')} AS "endedAt", s.came_of_it AS "cameOfIt",
       count(DISTINCT q.household_id)::int AS asked,
       (count(DISTINCT q.household_id) FILTER (WHERE o.outcome = 'heard'))::int AS answered,
       CASE WHEN $3 THEN coalesce(jsonb_agg(DISTINCT jsonb_build_object('voiceId', v.id, 'words', v.words))
         FILTER (WHERE v.id IS NOT NULL), '[]') ELSE '[]' END AS words
     FROM stuck_points s
     LEFT JOIN prompts q ON q.organisation_id = $1 AND q.stuck_id = s.id
     LEFT JOIN outcomes o ON o.organisation_id = $1 AND o.prompt_id = q.id AND o.withdrawn_at IS NULL
     LEFT JOIN voices v ON v.organisation_id = $1 AND v.outcome_id = o.id AND v.withdrawn_at IS NULL
     WHERE s.organisation_id = $1 AND s.ask_id = $2 GROUP BY s.organisation_id, s.id ORDER BY s.said_at DESC, s.id DESC`,
    [db.organisationId, askId, mayDo(roles, 'voices.read')],
  );
}
