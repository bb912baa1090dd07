import { preferenceRequest, type PreferenceRequest, type PreferenceSet } from '@doorstep/contracts/http';
import { themes } from '@doorstep/domain';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { refuseUnless } from '../access/index.js';
import { writeAudit } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { Problem, parseInput } from '../platform/problem.js';
import { notice } from '../platform/queue/notices.js';
import { lockHousehold, oneHousehold, personAtHand, type AtPerson } from '../records/index.js';
import { contradicted, contradictedInEveryTheme, keepFromAsking } from './contradicted.js';
import { reviewDate } from './review-date.js';

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
      await endContradicted(db, householdId, wish.kind, wish.theme);
      if (keepFromAsking.includes(wish.kind)) await takeBackQuestions(db, householdId, wish.theme);
      const standing = await keptAlready(db, householdId, wish);
      if (standing !== undefined) return { preferenceId: standing };
      const id = uuidv7();
      // Who asked to be left alone is not asked whether they still mean it, and a pause ends by itself.
      const review =
        wish.reviewAfter === undefined && (wish.kind === 'do-not-ask' || wish.kind === 'pause')
          ? null
          : await reviewDate(db, wish.reviewAfter, 12);
      await db.rows(
        `INSERT INTO preferences (organisation_id, id, household_id, kind, theme, until, review_after, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          db.organisationId,
          id,
          householdId,
          wish.kind,
          wish.theme,
          wish.until ?? null,
          review?.date ?? null,
          hand.actor,
        ],
      );
      if (review) await notice(db, 'preference-review', [id], review.dueAt);
      await writeAudit(db, {
        actor: hand.actor,
        action: 'preference.set',
        subject: `preference:${id}`,
        detail: { kind: wish.kind, theme: wish.theme },
      });
      return { preferenceId: id };
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

async function endContradicted(
  db: Transaction,
  householdId: string,
  kind: PreferenceRequest['kind'],
  theme: string | null,
): Promise<void> {
  await db.rows(
    `UPDATE preferences SET ended_at = now()
     WHERE organisation_id = $1 AND household_id = $2 AND ended_at IS NULL AND (
       (kind = ANY ($3::text[]) AND theme IS NOT DISTINCT FROM $4) OR (kind = ANY ($5::text[]) AND $4::text IS NULL))`,
    [db.organisationId, householdId, contradicted[kind], theme, contradictedInEveryTheme[kind]],
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

/** The same wish that stands already. One that differs in its dates is ended, for the new one to take its place. */
async function keptAlready(
  db: Transaction,
  householdId: string,
  wish: {
    readonly kind: string;
    readonly theme: string | null;
    readonly until?: string | undefined;
    readonly reviewAfter?: string | undefined;
  },
): Promise<string | undefined> {
  const [standing] = await db.rows<{ id: string; isSame: boolean }>(
    `SELECT id, until IS NOT DISTINCT FROM $5::timestamptz AND ($6::date IS NULL OR review_after IS NOT DISTINCT FROM $6::date)
              AND (review_after IS NULL OR review_after > (now() AT TIME ZONE 'Europe/London')::date) AS "isSame"
     FROM preferences
     WHERE organisation_id = $1 AND household_id = $2 AND kind = $3 AND theme IS NOT DISTINCT FROM $4 AND ended_at IS NULL`,
    [db.organisationId, householdId, wish.kind, wish.theme, wish.until ?? null, wish.reviewAfter ?? null],
  );
  if (standing === undefined || standing.isSame) return standing?.id;
  await db.rows(`UPDATE preferences SET ended_at = now() WHERE organisation_id = $1 AND id = $2`, [
    db.organisationId,
    standing.id,
  ]);
  return undefined;
}
