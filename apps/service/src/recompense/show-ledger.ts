import { ledgerQuery, type Ledger, type LedgerQuery, type PersonLedger } from '@doorstep/contracts/http';
import { benefitNotice } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem, parseInput } from '../platform/problem.js';
import { onePerson, personAtHand, type AtPerson } from '../records/index.js';
import { readLedger, totalLedger, type LedgerPart } from './read-ledger.js';
import { readPreference } from './read-preference.js';
import { readRules } from './read-rules.js';
import { today } from './today.js';

/** What residents gave of their time, and what they were offered, chose, were given and turned down for it. */
@Injectable()
export class ShowLedger {
  constructor(private readonly database: Database) {}

  /** Of the whole organisation. Throws `Problem` where the days are in the wrong order. */
  async run(caller: Caller, raw: LedgerQuery): Promise<Ledger> {
    refuseUnless(caller.roles, 'people.read');
    const { from = null, to = null, limit } = parseInput(ledgerQuery, raw);
    if (from !== null && to !== null && from > to)
      throw new Problem('bad-input', 'days', 'from: write a day that is not after `to`.');
    return this.database.inOrganisation(caller.organisationId, async (db) => {
      await writeAudit(db, {
        actor: caller.actor,
        action: 'recompense.show',
        subject: `organisation:${db.organisationId}`,
      });
      return ledgerOf(db, { personId: null, from, to }, limit);
    });
  }

  /** Of one person, with what they said they would like and what to tell them first. Looking is in the audit. */
  async ofPerson(at: AtPerson): Promise<PersonLedger> {
    refuseUnless(at.roles, 'people.read');
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const personId = onePerson(hand);
      await writeAudit(db, { actor: hand.actor, action: 'recompense.show', subject: `person:${personId}` });
      const { code, words, advice, source, checkedOn } = benefitNotice(await today(db));
      return {
        ...(await ledgerOf(db, { personId, from: null, to: null }, null)),
        preference: await readPreference(db, personId),
        notice: { code, words, advice: [...advice], source, checkedOn },
      };
    });
  }
}

async function ledgerOf(db: Transaction, part: LedgerPart, limit: number | null): Promise<Ledger> {
  const all = await readLedger(db, part, await readRules(db), null);
  const totals = await totalLedger(db, part, all.filter((item) => item.offerDue).length);
  return { items: limit === null ? all : all.slice(0, limit), total: all.length, totals };
}
