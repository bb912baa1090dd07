import type { AskShown } from '@doorstep/contracts/http';
import { isAgreedByResidents, provenanceBadge, type AgreedDecision } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { mayDo, refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { kindNow, sortingBeside } from '../records/index.js';
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

/** Words that residents said, and who of them did what, are left out for whoever may read neither. */
export async function showAsk(db: Transaction, id: string, roles: readonly string[]): Promise<AskShown> {
  const ask = await readAsk(db, id);
  const { topicId, openedAt, optionsSharedAt, closedAt, closedBecause, changedBy, changedAt } = ask;
  const mayKnow = mayDo(roles, 'people.read');
  const content = mayKnow ? ask.content : { ...ask.content, wordingHeldBy: null };
  const decisions = mayKnow
    ? [...ask.decisions]
    : ask.decisions.map((one) => ({ ...one, presentedBy: null, facilitator: null }));
  const warnings = mayDo(roles, 'voices.read')
    ? await db.rows<AskShown['warnings'][number]>(
        `SELECT v.id AS "voiceId", v.words, coalesce(c.may_share, v.may_share) AS "mayShare", w.option_number AS option
         FROM topic_voices t
         JOIN voices v ON v.organisation_id = $1 AND v.id = t.voice_id AND v.withdrawn_at IS NULL
           AND v.words_removed_at IS NULL
         ${sortingBeside()}
         LEFT JOIN LATERAL (SELECT may_share FROM voice_consents WHERE organisation_id = $1 AND voice_id = v.id
           ORDER BY recorded_at DESC, id DESC LIMIT 1) c ON true
         LEFT JOIN ask_warnings w ON w.organisation_id = $1 AND w.ask_id = $3 AND w.voice_id = v.id
         WHERE t.organisation_id = $1 AND t.topic_id = $2
           AND ${kindNow} = 'warning'
           AND NOT EXISTS (SELECT FROM voices k WHERE k.organisation_id = $1 AND k.corrects = v.id)
         ORDER BY v.said_at, v.id LIMIT 100`,
        [db.organisationId, topicId, id],
      )
    : [];
  const choices = await db.rows<AskShown['choices'][number]>(
    `SELECT option, count(*)::int AS households FROM (
       SELECT DISTINCT ON (e.household_id) e.option_number AS option FROM ask_events e
       JOIN ask_households h ON h.organisation_id = $1 AND h.ask_id = $2 AND h.household_id = e.household_id
         AND h.state = 'heard'
       WHERE e.organisation_id = $1 AND e.ask_id = $2 AND e.option_number IS NOT NULL
       ORDER BY e.household_id, e.at DESC, e.id DESC) newest
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
    decisions,
    reopenings: [...ask.reopenings],
    principles: [...ask.principles],
    ...(await agreedOf(db, id)),
    problems: problemsOf(ask),
  };
}

async function agreedOf(db: Transaction, askId: string): Promise<Pick<AskShown, 'badge' | 'agreed'>> {
  const [decision] = await db.rows<AgreedDecision>(
    `SELECT decided_by AS "decidedBy", to_char(decided_on, 'YYYY-MM-DD') AS "decidedOn", residents_of AS "residentsOf",
       heard_count AS heard, scope_count AS scope FROM ask_decisions
     WHERE organisation_id = $1 AND ask_id = $2 ORDER BY number DESC LIMIT 1`,
    [db.organisationId, askId],
  );
  if (!decision || !isAgreedByResidents(decision.decidedBy)) return { badge: null, agreed: null };
  const { decidedBy: _, ...agreed } = decision;
  return { badge: provenanceBadge(decision), agreed };
}
