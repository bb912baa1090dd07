import type { PreferenceKind } from '@doorstep/contracts/embed';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import type { Transaction } from '../platform/database/database.js';
import { notice } from '../platform/queue/notices.js';
import { contradicted, contradictedInEveryTheme } from './contradicted.js';
import { reviewDate } from './review-date.js';

/** What a household wants to be told, asked or left alone about. `theme` null: everything. */
export interface Wish {
  readonly kind: PreferenceKind;
  readonly theme: string | null;
  /** RFC 3339: when a pause ends. */
  readonly until?: string | undefined;
  /** `YYYY-MM-DD`; left out: a year from now, or never for those who asked to be left alone. */
  readonly reviewAfter?: string | undefined;
}

/** Whose wish it is, who keeps it, and the outcome it was said with, if any. */
export interface Wisher {
  readonly householdId: string;
  readonly actor: string;
  readonly outcomeId: string | null;
}

/**
 * Keeps a wish in the caller's transaction, which has the household's turn, and ends what it contradicts. The same wish
 * again is the same wish. Answers its id. Throws `Problem` where the review is not ahead.
 */
export async function keepWish(
  db: Transaction,
  { householdId, actor, outcomeId }: Wisher,
  wish: Wish,
): Promise<string> {
  await endContradicted(db, householdId, wish, outcomeId);
  const standing = await keptAlready(db, householdId, wish, outcomeId);
  if (standing !== undefined) return standing;
  const id = uuidv7();
  // Who asked to be left alone is not asked whether they still mean it, and a pause ends by itself.
  const review =
    wish.reviewAfter === undefined && (wish.kind === 'do-not-ask' || wish.kind === 'pause')
      ? null
      : await reviewDate(db, wish.reviewAfter, 12);
  await db.rows(
    `INSERT INTO preferences (organisation_id, id, household_id, kind, theme, until, review_after, recorded_by, outcome_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      db.organisationId,
      id,
      householdId,
      wish.kind,
      wish.theme,
      wish.until ?? null,
      review?.date ?? null,
      actor,
      outcomeId,
    ],
  );
  if (review) await notice(db, 'preference-review', [id], review.dueAt);
  await writeAudit(db, {
    actor,
    action: 'preference.set',
    subject: `preference:${id}`,
    detail: { kind: wish.kind, theme: wish.theme },
  });
  return id;
}

/** Takes back the wishes that an outcome set: what they ended stands again, unless it has been said anew. */
export async function takeBackWishes(db: Transaction, outcomeId: string): Promise<void> {
  await db.rows(
    'UPDATE preferences SET ended_at = now() WHERE organisation_id = $1 AND outcome_id = $2 AND ended_at IS NULL',
    [db.organisationId, outcomeId],
  );
  await db.rows(
    `UPDATE preferences f SET ended_at = NULL, ended_by_outcome = NULL
     WHERE f.organisation_id = $1 AND f.ended_by_outcome = $2 AND NOT EXISTS (
       SELECT FROM preferences s WHERE s.organisation_id = $1 AND s.household_id = f.household_id AND s.kind = f.kind
         AND s.theme IS NOT DISTINCT FROM f.theme AND s.ended_at IS NULL)`,
    [db.organisationId, outcomeId],
  );
}

async function endContradicted(
  db: Transaction,
  householdId: string,
  { kind, theme }: Wish,
  outcomeId: string | null,
): Promise<void> {
  await db.rows(
    `UPDATE preferences SET ended_at = now(), ended_by_outcome = $6
     WHERE organisation_id = $1 AND household_id = $2 AND ended_at IS NULL AND (
       (kind = ANY ($3::text[]) AND theme IS NOT DISTINCT FROM $4) OR (kind = ANY ($5::text[]) AND $4::text IS NULL))`,
    [db.organisationId, householdId, contradicted[kind], theme, contradictedInEveryTheme[kind], outcomeId],
  );
}

/** The same wish that stands already. One that differs in its dates is ended, for the new one to take its place. */
async function keptAlready(
  db: Transaction,
  householdId: string,
  wish: Wish,
  outcomeId: string | null,
): Promise<string | undefined> {
  const [standing] = await db.rows<{ id: string; isSame: boolean }>(
    `SELECT id, until IS NOT DISTINCT FROM $5::timestamptz AND ($6::date IS NULL OR review_after IS NOT DISTINCT FROM $6::date)
              AND (review_after IS NULL OR review_after > (now() AT TIME ZONE 'Europe/London')::date) AS "isSame"
     FROM preferences
     WHERE organisation_id = $1 AND household_id = $2 AND kind = $3 AND theme IS NOT DISTINCT FROM $4 AND ended_at IS NULL`,
    [db.organisationId, householdId, wish.kind, wish.theme, wish.until ?? null, wish.reviewAfter ?? null],
  );
  if (standing === undefined || standing.isSame) return standing?.id;
  await db.rows(
    `UPDATE preferences SET ended_at = now(), ended_by_outcome = $3 WHERE organisation_id = $1 AND id = $2`,
    [db.organisationId, standing.id, outcomeId],
  );
  return undefined;
}
