import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { onePerson, personAtHand, samePeople, type StaffAtRecord } from '../records/index.js';

/** Takes back what somebody said they could bring, in one step and without a reason: what it was is gone. */
@Injectable()
export class WithdrawSkillOffer {
  constructor(private readonly database: Database) {}

  /** At the record of whoever said it. Throws `Problem` for what is not theirs. */
  async atRecord(staff: StaffAtRecord, id: string): Promise<void> {
    refuseUnless(staff.roles, 'preferences.write');
    await this.database.inOrganisation(staff.organisationId, async (db) => {
      const hand = await personAtHand(db, staff);
      await withdraw(db, hand.actor, id, onePerson(hand));
    });
  }

  /** By whoever organises. Throws `Problem` where there is no such offer. */
  async run(caller: Caller, id: string): Promise<void> {
    refuseUnless(caller.roles, 'asks.change');
    await this.database.inOrganisation(caller.organisationId, (db) => withdraw(db, caller.actor, id, null));
  }
}

/** Taken back again it is as it was. */
async function withdraw(db: Transaction, actor: string, id: string, personId: string | null): Promise<void> {
  const [offer] = await db.rows<{ personId: string; isGone: boolean }>(
    `SELECT person_id AS "personId", withdrawn_at IS NOT NULL AS "isGone" FROM skill_offers
     WHERE organisation_id = $1 AND id = $2 AND ($3::uuid IS NULL OR person_id = ANY (${samePeople('$3::uuid')})) FOR UPDATE`,
    [db.organisationId, id, personId],
  );
  if (!offer) throw new Problem('not-known', 'skill-offer-unknown', 'There is no such offer. Look at what stands now.');
  if (offer.isGone) return;
  await db.rows(`UPDATE skill_offers SET words = '…', withdrawn_at = now() WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    id,
  ]);
  await writeAudit(db, { actor, action: 'skill-offer.withdraw', subject: `person:${offer.personId}` });
}
