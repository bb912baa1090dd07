import { wayToReachRequest, type WayToReachRequest, type WayToReachShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { lockPerson, onePerson, personAtHand, type AtPerson } from '../records/index.js';
import { readWayToReach } from './read-way-to-reach.js';
import { reviewDate } from './review-date.js';

/**
 * Keeps how a person wants to be reached and what they need for it, as they say it now. It takes the place of what they
 * said before, which stays as history. Sent again it is kept again: the latest word counts.
 */
@Injectable()
export class RecordWayToReach {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where an address is missing for the way, or the review is not ahead. */
  async run(at: AtPerson, raw: WayToReachRequest): Promise<WayToReachShown> {
    refuseUnless(at.roles, 'preferences.write');
    const said = parseInput(wayToReachRequest, raw);
    const missing = { email: said.email, text: said.mobile }[said.way as 'email' | 'text'];
    if (missing === null)
      throw new Problem(
        'bad-input',
        'address-needed',
        said.way === 'email'
          ? 'Write the e-mail address they want to be reached at.'
          : 'Write the mobile number they want to be reached at.',
      );
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const personId = onePerson(hand);
      const { actor } = hand;
      const review = await reviewDate(db, said.reviewAfter, 12);
      await lockPerson(db, personId);
      await db.rows(
        `UPDATE ways_to_reach SET ended_at = now() WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
        [db.organisationId, personId],
      );
      const id = uuidv7();
      await db.rows(
        `INSERT INTO ways_to_reach (organisation_id, id, person_id, way, email, mobile, times, place, speaks_for_them,
           speaker_relation, needs, language, preferred_name, said_as, is_restricted, review_after, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
        [
          db.organisationId,
          id,
          personId,
          said.way,
          said.email,
          said.mobile === null ? null : inOneForm(said.mobile),
          said.times,
          said.place,
          said.speaksForThem,
          said.speakerRelation,
          [...new Set(said.needs)],
          said.language,
          said.preferredName,
          said.saidAs,
          said.isRestricted,
          review.date,
          actor,
        ],
      );
      await notice(db, 'preference-review', [id], review.dueAt);
      await writeAudit(db, { actor, action: 'way-to-reach.record', subject: `person:${personId}` });
      return readWayToReach(db, personId, at.roles);
    });
  }
}

/** As a text provider takes it: `+447700900123`. */
function inOneForm(mobile: string): string {
  return mobile.replace(/[^\d+]/g, '').replace(/^0/, '+44');
}
