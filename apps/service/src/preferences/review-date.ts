import type { Transaction } from '../platform/database/database.js';
import { Problem } from '../platform/problem.js';

export interface ReviewDate {
  /** `YYYY-MM-DD`, by the calendar in London. */
  readonly date: string;
  /** RFC 3339: when that day begins. */
  readonly dueAt: string;
}

/** The day that was asked for, or so many months from today. Throws `Problem` unless it is ahead. */
export async function reviewDate(db: Transaction, asked: string | undefined, months: number): Promise<ReviewDate> {
  const [review] = await db.rows<ReviewDate & { isAhead: boolean }>(
    `SELECT x.day::text AS date, x.day > x.today AS "isAhead",
            to_char((x.day::timestamp AT TIME ZONE 'Europe/London') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "dueAt"
     FROM (SELECT coalesce($1::date, (today + make_interval(months => $2))::date) AS day, today
           FROM (SELECT (now() AT TIME ZONE 'Europe/London')::date AS today) t) x`,
    [asked ?? null, months],
  );
  if (!review?.isAhead)
    throw new Problem('bad-input', 'review-not-ahead', 'reviewAfter: write a date that is still to come.');
  return { date: review.date, dueAt: review.dueAt };
}
