import {
  recompensePreferenceRequest,
  type RecompensePreference,
  type RecompensePreferenceRequest,
} from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { reviewDate } from '../preferences/index.js';
import { lockPerson, onePerson, personAtHand, type AtPerson } from '../records/index.js';
import { readPreference } from './read-preference.js';

/**
 * Keeps what a person would like for their time, as they said it: the latest word counts, what they said before stays
 * as history. It is where the next talk begins, and is never chosen for them.
 */
@Injectable()
export class RecordRecompensePreference {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` where nothing was said, or the review is not ahead. */
  async run(at: AtPerson, raw: RecompensePreferenceRequest): Promise<RecompensePreference> {
    refuseUnless(at.roles, 'recompense.give');
    const { wants, reviewAfter } = parseInput(recompensePreferenceRequest, raw);
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const personId = onePerson(hand);
      const review = await reviewDate(db, reviewAfter, 12);
      await lockPerson(db, personId);
      await db.rows(
        `UPDATE recompense_preferences SET ended_at = now()
         WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
        [db.organisationId, personId],
      );
      const id = uuidv7();
      await db.rows(
        `INSERT INTO recompense_preferences (organisation_id, id, person_id, wants, review_after, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [db.organisationId, id, personId, [...new Set(wants)], review.date, hand.actor],
      );
      await notice(db, 'recompense-review', [id], review.dueAt);
      await writeAudit(db, {
        actor: hand.actor,
        action: 'recompense-preference.record',
        subject: `person:${personId}`,
      });
      const kept = await readPreference(db, personId);
      if (!kept) throw new Problem('unavailable', 'not-kept', 'This could not be kept. Try again.');
      return kept;
    });
  }
}
