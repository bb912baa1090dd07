import { preferenceRequest, type PreferenceRequest, type PreferenceSet } from '@doorstep/contracts/http';
import { themes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { refuseUnless } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { lockHousehold, oneHousehold, personAtHand, type AtPerson } from '../records/index.js';
import { keepFromAsking } from './contradicted.js';
import { keepWish } from './keep-wish.js';

/**
 * Keeps what a household wants to be told, asked or left alone about, and ends what it contradicts. Where it is not to
 * ask, the questions that stand open are taken back in the same moment, so that it holds everywhere at once. The same
 * wish again is the same wish.
 */
@Injectable()
export class SetPreference {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` for a theme there is not, or a pause that is over or longer than two years. */
  async run(at: AtPerson, raw: PreferenceRequest): Promise<PreferenceSet> {
    refuseUnless(at.roles, 'preferences.write');
    const wish = parseInput(preferenceRequest, raw);
    if (wish.theme !== null && !themes.some(({ code }) => code === wish.theme))
      throw new Problem('bad-input', 'theme', `theme: write one of ${themes.map(({ code }) => code).join(', ')}.`);
    return this.database.inOrganisation(at.organisationId, async (db) => {
      const hand = await personAtHand(db, at);
      const householdId = oneHousehold(hand);
      await refuseOddPause(db, wish.until);
      await lockHousehold(db, householdId);
      if (keepFromAsking.includes(wish.kind)) await takeBackQuestions(db, householdId, wish.theme);
      return { preferenceId: await keepWish(db, { householdId, actor: hand.actor, outcomeId: null }, wish) };
    });
  }
}

async function refuseOddPause(db: Transaction, until: string | undefined): Promise<void> {
  if (until === undefined) return;
  const [pause] = await db.rows<{ fits: boolean }>(
    `SELECT $1::timestamptz > now() AND $1::timestamptz <= now() + interval '2 years' AS fits`,
    [until],
  );
  if (!pause?.fits)
    throw new Problem(
      'bad-input',
      'pause-length',
      'until: write a time to come, within two years. For longer, keep that they do not want to be asked.',
    );
}

/** What is owed to them is not taken back with the questions: it waits, and is said when they want to hear it. */
async function takeBackQuestions(db: Transaction, householdId: string, theme: string | null): Promise<void> {
  await db.rows(
    `UPDATE prompts SET state = 'withdrawn', closed_at = now()
     WHERE organisation_id = $1 AND household_id = $2 AND state = 'open'
       AND kind NOT IN ('tell-them', 'reply-due') AND ($3::text IS NULL OR theme = $3)`,
    [db.organisationId, householdId, theme],
  );
}
