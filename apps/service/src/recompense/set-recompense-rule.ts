import { recompenseRuleRequest, type RecompenseRuleRequest, type RecompenseRuleShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem, parseInput } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';

/**
 * Sets, from a day on, for how long an involvement has to be that something is offered for it, and how little is too
 * little. For some weeks after that day it is looked at whether far more people than before give their time. The same
 * rule again is the same rule.
 */
@Injectable()
export class SetRecompenseRule {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a day that is over, or one that has another rule already. */
  async run(caller: Caller, raw: RecompenseRuleRequest): Promise<RecompenseRuleShown> {
    refuseUnless(caller.roles, 'settings.change');
    const rule = parseInput(recompenseRuleRequest, raw);
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      const looksFrom = await weekAfter(db, rule.effectiveFrom);
      const id = uuidv7();
      const [kept] = await db.rows<{ id: string }>(
        `INSERT INTO recompense_rules (organisation_id, id, kind, offer_from_minutes, minimum_pence, effective_from, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organisation_id, kind, effective_from) DO NOTHING RETURNING id`,
        [db.organisationId, id, rule.kind, rule.offerFromMinutes, rule.minimumPence, rule.effectiveFrom, caller.actor],
      );
      if (!kept) await refuseAnother(db, rule);
      else {
        await notice(db, 'recompense-review', [id], looksFrom);
        await writeAudit(db, {
          actor: caller.actor,
          action: 'recompense-rule.set',
          subject: `recompense-rule:${id}`,
          detail: { ...rule },
        });
      }
      return { ...rule, isShipped: false };
    });
  }
}

async function weekAfter(db: Transaction, day: string): Promise<string> {
  const [found] = await db.rows<{ dueAt: string; isOver: boolean }>(
    `SELECT to_char((($1::date + 7)::timestamp AT TIME ZONE 'Europe/London') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "dueAt",
            $1::date < (now() AT TIME ZONE 'Europe/London')::date AS "isOver"`,
    [day],
  );
  if (!found || found.isOver)
    throw new Problem('bad-input', 'day-over', 'effectiveFrom: write today or a day to come. What was is not changed.');
  return found.dueAt;
}

async function refuseAnother(db: Transaction, rule: RecompenseRuleRequest): Promise<void> {
  const [same] = await db.rows(
    `SELECT id FROM recompense_rules WHERE organisation_id = $1 AND kind = $2 AND effective_from = $3::date
       AND offer_from_minutes = $4 AND minimum_pence = $5`,
    [db.organisationId, rule.kind, rule.effectiveFrom, rule.offerFromMinutes, rule.minimumPence],
  );
  if (!same)
    throw new Problem(
      'conflict',
      'rule-that-day',
      'Another rule begins on that day already. Let this one begin later.',
    );
}
