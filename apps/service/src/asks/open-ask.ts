import { closeAskRequest as atVersion, type AskShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { parseInput, Problem } from '../platform/problem.js';
import { homeOutsideRefuges } from '../records/index.js';
import { readAskAt } from './change-ask.js';
import { problemsOf } from './read-ask.js';
import { showAsk } from './show-ask.js';
import { changedBy } from './write-ask.js';

/** Opens an ask: takes the roll of every household that it concerns. From now on everyday contacts may put it to them. */
@Injectable()
export class OpenAsk {
  constructor(private readonly database: Database) {}

  /** Throws `Problem`, with one sentence for the first thing to mend. Opened already, it stays as it is. */
  async run(caller: Caller, id: string, raw: unknown): Promise<AskShown> {
    refuseUnless(caller.roles, 'asks.change');
    const { version } = parseInput(atVersion, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const ask = await readAskAt(db, id, version, caller.roles);
      if (ask.state === 'open') return showAsk(db, id, caller.roles);
      if (ask.state !== 'draft')
        throw new Problem('conflict', 'ask-closed', 'This ask is closed. Write a new one to ask again.');
      const [first] = problemsOf(ask).filter(({ severity }) => severity === 'refuse');
      if (first) throw new Problem('bad-input', 'ask-not-ready', `${first.part}: ${first.message}`);
      await db.rows(
        `UPDATE asks SET state = 'open', opened_at = now(), ${changedBy('$3')} WHERE organisation_id = $1 AND id = $2`,
        [db.organisationId, id, caller.actor],
      );
      const households = await takeRoll(db, id);
      if (households === 0)
        throw new Problem(
          'conflict',
          'nobody-in-scope',
          'Nobody lives in these places now, so there is nobody to ask.',
        );
      await writeAudit(db, { actor: caller.actor, action: 'ask.open', subject: `ask:${id}`, detail: { households } });
      return showAsk(db, id, caller.roles);
    });
  }
}

/**
 * Whose the roll of an ask is, as `roll (id)`, to begin a statement with; `ask` selects its scope. A place is a home, its
 * block, or what those stand in. A refuge is on no roll.
 */
export const rollOf = (ask: string) => `WITH RECURSIVE ask AS (${ask}),
     places AS (SELECT jsonb_array_elements_text(scope->'places') AS place FROM ask WHERE scope->>'kind' = 'places'),
     inside AS (
       SELECT h.id, h.reference_id, 0 AS depth FROM homes h JOIN places p ON p.place = h.reference_id
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL
       UNION
       SELECT h.id, h.reference_id, 1 FROM homes h JOIN places p ON p.place = h.parent_reference->>'id'
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL
       UNION
       SELECT h.id, h.reference_id, i.depth + 1 FROM inside i JOIN homes h ON h.parent_reference->>'id' = i.reference_id
       WHERE h.organisation_id = $1 AND h.deleted_at IS NULL AND i.depth < 6
     ),
     roll AS (
       SELECT DISTINCT t.id FROM tenancies t
       WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL AND EXISTS (SELECT FROM ask)
         AND ((SELECT scope->>'kind' FROM ask) = 'everyone' OR t.home_id IN (SELECT id FROM inside))
         AND ${homeOutsideRefuges('t.home_id')})`;

/** Puts every household of an open ask's scope on its roll; those that are there stay where they stand. Answers how many. */
export async function takeRoll(db: Transaction, askId: string): Promise<number> {
  await db.rows(
    `${rollOf(`SELECT scope FROM asks WHERE organisation_id = $1 AND id = $2 AND state = 'open'`)}
     INSERT INTO ask_households (organisation_id, ask_id, household_id)
     SELECT $1::uuid, $2::uuid, id FROM roll
     ON CONFLICT DO NOTHING`,
    [db.organisationId, askId],
  );
  const [row] = await db.rows<{ count: number }>(
    'SELECT count(*)::int AS count FROM ask_households WHERE organisation_id = $1 AND ask_id = $2',
    [db.organisationId, askId],
  );
  return row?.count ?? 0;
}
