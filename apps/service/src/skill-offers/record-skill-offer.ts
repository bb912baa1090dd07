import type { SkillOffersView, SkillOfferWrite } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { refuseReuse, takeTurn, type WriteOnce } from '../platform/write-once.js';
import { onePerson, personAtHand, refuseOtherRecord, type StaffAtRecord } from '../records/index.js';
import { readSkillOffers } from './read-skill-offers.js';

/** Keeps what somebody said that they could bring (seed row 101), with their consent to be found by it, until it runs out. */
@Injectable()
export class RecordSkillOffer {
  constructor(private readonly database: Database) {}

  /** Answers all that stands of theirs. Throws `Problem` at the record of more than one person. */
  async run(staff: StaffAtRecord, { record, kind, words }: SkillOfferWrite, once: WriteOnce): Promise<SkillOffersView> {
    refuseUnless(staff.roles, 'preferences.write');
    refuseOtherRecord(staff, record);
    return this.database.inOrganisation(staff.organisationId, async (db) => {
      const hand = await personAtHand(db, staff);
      const personId = onePerson(hand);
      await takeTurn(db, hand.actor, once);
      const [before] = await db.rows<{ request_hash: Buffer }>(
        `SELECT request_hash FROM skill_offers WHERE organisation_id = $1 AND recorded_by = $2 AND idempotency_key = $3`,
        [db.organisationId, hand.actor, once.idempotencyKey],
      );
      if (before) refuseReuse(before, once);
      else {
        await db.rows(
          `INSERT INTO skill_offers (organisation_id, id, person_id, kind, words, expires_on, recorded_by, idempotency_key,
             request_hash)
           SELECT $1, $2, $3, $4, $5,
             ((now() AT TIME ZONE 'Europe/London') + make_interval(months => o.skill_offer_months))::date, $6, $7, $8
           FROM organisations o WHERE o.id = $1`,
          [
            ...[db.organisationId, uuidv7(), personId, kind, words, hand.actor],
            ...[once.idempotencyKey, once.requestHash],
          ],
        );
        await writeAudit(db, { actor: hand.actor, action: 'skill-offer.record', subject: `person:${personId}` });
      }
      return readSkillOffers(db, personId);
    });
  }
}
