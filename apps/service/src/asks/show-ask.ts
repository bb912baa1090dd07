import type { AskShown } from '@doorstep/contracts/http';
import { provenanceBadge, type AgreedDecision } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { problemsOf, readAsk, summaryOf } from './read-ask.js';

/** Shows one ask: what it says, how much say residents have by the evidence, and what stands in its way. */
@Injectable()
export class ShowAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. */
  async run(caller: Caller, id: string): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.read');
    return this.database.inOrganisation(caller.organisationId, (db) => showAsk(db, id, caller.roles));
  }
}

/** Words that residents said are left out for whoever may not read them. */
export async function showAsk(db: Transaction, id: string, roles: readonly string[]): Promise<AskShown> {
  const ask = await readAsk(db, id);
  const { content, topicId, openedAt, optionsSharedAt, closedAt, closedBecause, changedBy, changedAt } = ask;
  const warnings = mayDo(roles, 'voices.read')
    ? await db.rows<AskShown['warnings'][number]>(
        `SELECT v.id AS "voiceId", v.words FROM topic_voices t
         JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.kind = 'warning' AND v.withdrawn_at IS NULL
         WHERE t.organisation_id = $1 AND t.topic_id = $2
           AND NOT EXISTS (SELECT FROM voices c WHERE c.organisation_id = $1 AND c.corrects = v.id)
         ORDER BY v.said_at, v.id LIMIT 100`,
        [db.organisationId, topicId],
      )
    : [];
  const choices = await db.rows<AskShown['choices'][number]>(
    `SELECT option, count(*)::int AS households FROM (
       SELECT DISTINCT ON (household_id) option_number AS option FROM ask_events
       WHERE organisation_id = $1 AND ask_id = $2 AND option_number IS NOT NULL
       ORDER BY household_id, at DESC, id DESC) newest
     GROUP BY option ORDER BY option`,
    [db.organisationId, id],
  );
  return {
    ...summaryOf(ask),
    ...{
      content,
      topicId,
      openedAt,
      optionsSharedAt,
      closedAt,
      closedBecause,
      changedBy,
      changedAt,
      warnings,
      choices,
    },
    decisions: [...ask.decisions],
    badge: await badgeOf(db, id),
    problems: problemsOf(ask),
  };
}

async function badgeOf(db: Transaction, askId: string): Promise<string | null> {
  const [decision] = await db.rows<AgreedDecision>(
    `SELECT decided_by AS "decidedBy", to_char(decided_on, 'YYYY-MM-DD') AS "decidedOn", residents_of AS "residentsOf",
       heard_count AS heard, scope_count AS scope FROM ask_decisions
     WHERE organisation_id = $1 AND ask_id = $2 ORDER BY number DESC LIMIT 1`,
    [db.organisationId, askId],
  );
  return decision ? provenanceBadge(decision) : null;
}
