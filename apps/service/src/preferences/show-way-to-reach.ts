import type { WayToReachShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { onePerson, personAtHand, type AtPerson } from '../records/index.js';
import { readWayToReach } from './read-way-to-reach.js';

/** How a person wants to be reached, and whether it was said long ago. Looking is in the audit. */
@Injectable()
export class ShowWayToReach {
  constructor(private readonly database: Database) {}

  async run(at: AtPerson): Promise<WayToReachShown> {
    refuseUnless(at.roles, 'people.read');
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const personId = onePerson(hand);
      await writeAudit(db, { actor: hand.actor, action: 'way-to-reach.show', subject: `person:${personId}` });
      return readWayToReach(db, personId, at.roles);
    });
  }
}
