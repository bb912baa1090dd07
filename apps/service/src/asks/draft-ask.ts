import { draftAskRequest, type AskContent, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { nameOf, refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { showAsk } from './show-ask.js';
import { columnsOf, refuseUnknownPlaces, writeOptions } from './write-ask.js';

/** Writes an ask down, with the topic that its voices and replies go to. Nobody is asked by it yet. */
@Injectable()
export class DraftAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`. What would stand in the way of opening it comes with the answer, under `problems`. */
  async run(caller: Caller, raw: unknown, once: WriteOnce): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const given = parseInput(draftAskRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await takeTurn(db, caller.actor, once);
      const [before] = await db.rows<{ id: string; request_hash: Buffer }>(
        `SELECT id, request_hash FROM asks WHERE organisation_id = $1 AND created_by = $2 AND idempotency_key = $3`,
        [db.organisationId, caller.actor, once.idempotencyKey],
      );
      if (before) {
        refuseReuse(before, once);
        return showAsk(db, before.id, caller.roles);
      }
      const content = { ...given, ...(await whatIsLeftOut(db, caller.actor, given)) };
      await refuseUnknownPlaces(db, content.scope);
      const [id, topicId] = [uuidv7(), uuidv7()];
      await db.rows(
        `INSERT INTO topics (organisation_id, id, title, theme, owner, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
        [db.organisationId, topicId, content.question.slice(0, 120), content.theme, content.owner, caller.actor],
      );
      const { names, values } = columnsOf(content);
      await db.rows(
        `INSERT INTO asks (organisation_id, id, topic_id, created_by, idempotency_key, request_hash, ${names.join(', ')})
         VALUES ($1, $2, $3, $4, $5, $6, ${names.map((_, index) => `$${index + 7}`).join(', ')})`,
        [db.organisationId, id, topicId, caller.actor, once.idempotencyKey, once.requestHash, ...values],
      );
      await writeOptions(db, id, content.options);
      if (given.plannedWorks !== undefined) await takeWorks(db, given.plannedWorks, id);
      if (given.request !== undefined) await takeRequest(db, caller.actor, given.request, id);
      await writeAudit(db, { actor: caller.actor, action: 'ask.draft', subject: `ask:${id}` });
      return showAsk(db, id, caller.roles);
    });
  }
}

/** These works are asked about by this ask, and by no other. Throws `Problem`. */
async function takeWorks(db: Transaction, worksId: string, askId: string): Promise<void> {
  const taken = await db.rows(
    `UPDATE planned_works SET ask_id = $3, dismissed_at = NULL, dismissed_by = NULL, dismissed_because = NULL
     WHERE organisation_id = $1 AND id = $2 AND ask_id IS NULL RETURNING id`,
    [db.organisationId, worksId, askId],
  );
  if (taken[0]) return;
  throw new Problem(
    'conflict',
    'planned-works-asked',
    'An ask about these works was written already, or they are not planned any more. Look at the asks first.',
  );
}

/** Whoever made the request sees that this ask came of it. Throws `Problem`. */
async function takeRequest(db: Transaction, actor: string, requestId: string, askId: string): Promise<void> {
  const taken = await db.rows(
    `UPDATE ask_requests SET ask_id = $4, answered_by = $3, answered_at = now()
     WHERE organisation_id = $1 AND id = $2 AND answered_at IS NULL RETURNING id`,
    [db.organisationId, requestId, actor, askId],
  );
  if (taken[0]) return;
  throw new Problem(
    'conflict',
    'ask-request-answered',
    'Somebody answered this request already, or there is none. Look at the requests first.',
  );
}

/** Of a small one no more than four parts are written: who else answers for it, and when it is decided. */
async function whatIsLeftOut(
  db: Transaction,
  actor: string,
  given: { readonly owner?: string | undefined; readonly decisionOn?: string | undefined },
): Promise<Pick<AskContent, 'owner' | 'decisionOn'>> {
  const [known] = await db.rows<{ name: string; inFourWeeks: string }>(
    `SELECT ${nameOf('$2::text')} AS name,
       to_char((now() AT TIME ZONE 'Europe/London')::date + 28, 'YYYY-MM-DD') AS "inFourWeeks"`,
    [db.organisationId, actor],
  );
  const owner = given.owner ?? (known?.name === actor ? undefined : known?.name);
  if (owner === undefined)
    throw new Problem('bad-input', 'owner-missing', 'owner: say who answers for it, a person by name.');
  return { owner, decisionOn: given.decisionOn ?? known?.inFourWeeks ?? '' };
}
