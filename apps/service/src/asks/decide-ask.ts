import { decideAskRequest, type AskShown } from '@doorstep/contracts/http';
import { isHeardEnough } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { jobState } from '../records/index.js';
import { changedSince } from './change-ask.js';
import { readAsk } from './read-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/**
 * Records what was decided, who decided and who put it to whom, with how many were heard on that day. A later decision
 * stands beside the earlier one, under the next number.
 */
@Injectable()
export class DecideAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`; where fewer were heard than what is at stake asks for, until it is said why. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const given = parseInput(decideAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAsk(db, id, true);
      if (given.version !== undefined && given.version !== ask.version) throw await changedSince(db, id, caller.roles);
      if (ask.state === 'draft')
        throw new Problem(
          'conflict',
          'ask-not-open',
          'Nobody was asked yet. Open it, so that people see how it is decided.',
        );
      if (given.decidedOn > ask.today)
        throw new Problem(
          'bad-input',
          'decided-ahead',
          'decidedOn: enter the day on which it was decided, not one ahead.',
        );
      const { scope, heard } = ask.counts;
      if (!isHeardEnough(heard, scope, ask.content.stakes) && given.fewHeardBecause === undefined)
        throw new Problem(
          'conflict',
          'few-heard',
          `${heard} of ${scope} households were heard. Hear more first, or say why it is decided all the same.`,
        );
      const works = await worksOf(db, given.worksConnection, given.worksReference);
      await db.rows(
        `INSERT INTO ask_decisions (organisation_id, ask_id, number, decided_on, decided_by, presented_by, facilitator,
           option_number, words, because, actions, few_heard_because, scope_count, heard_count, works_connection_id, works_reference,
           works_state, recorded_by, residents_of)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
        [
          ...[db.organisationId, id, ask.decisions.length + 1, given.decidedOn, given.decidedBy],
          ...[given.presentedBy ?? null, given.facilitator ?? null, given.option ?? null, given.words, given.because],
          JSON.stringify(given.actions),
          ...[given.fewHeardBecause ?? null, scope, heard, works?.connectionId ?? null, works?.reference ?? null],
          ...[works?.state ?? null, caller.actor, given.residentsOf ?? null],
        ],
      );
      await db.rows(
        `UPDATE asks SET state = 'decided', ${changedBy('$3')}, closed_at = coalesce(closed_at, now()),
           closed_because = coalesce(closed_because,
             CASE WHEN closes_on < (now() AT TIME ZONE 'Europe/London')::date THEN 'day-reached' ELSE 'decided' END)
         WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor],
      );
      await writeAudit(db, {
        actor: caller.actor,
        action: 'ask.decide',
        subject: `ask:${id}`,
        detail: { decidedBy: given.decidedBy, heard, scope },
      });
      return showAsk(db, id, caller.roles);
    });
  }
}

/**
 * The system whose job it is: the one named, else one that has a job of that reference, else the first there was. How the
 * job stands there now is no news any more.
 */
async function worksOf(
  db: Parameters<typeof readAsk>[0],
  named: string | undefined,
  reference: string | undefined,
): Promise<{ connectionId: string; reference: string; state: string | null } | null> {
  if (reference === undefined) return null;
  const [connection] = await db.rows<{ id: string; state: string | null }>(
    `SELECT c.id, (SELECT ${jobState('r')} FROM repairs r
         WHERE r.organisation_id = $1 AND r.connection_id = c.id AND r.reference_id = $3 AND r.deleted_at IS NULL) AS state
     FROM connections c WHERE c.organisation_id = $1 AND ($2::text IS NULL OR c.name = $2)
     ORDER BY EXISTS (SELECT FROM repairs r WHERE r.organisation_id = $1 AND r.connection_id = c.id AND r.reference_id = $3)
       DESC, c.created_at LIMIT 1`,
    [db.organisationId, named ?? null, reference],
  );
  if (!connection) throw new Problem('not-known', 'connection-unknown', 'There is no such connection here.');
  return { connectionId: connection.id, reference, state: connection.state };
}
