import type { SkillOffersView } from '@doorstep/contracts/embed';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database } from '../platform/database/database.js';
import { onePerson, personAtHand, type StaffAtRecord } from '../records/index.js';
import { readSkillOffers } from './read-skill-offers.js';

/** What the person of a record could bring. */
@Injectable()
export class ShowSkillOffers {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` at the record of more than one person. */
  async run(staff: StaffAtRecord): Promise<SkillOffersView> {
    refuseUnless(staff.roles, 'people.read');
    return this.database.inOrganisation(staff.organisationId, async (db) =>
      readSkillOffers(db, onePerson(await personAtHand(db, staff))),
    );
  }
}
