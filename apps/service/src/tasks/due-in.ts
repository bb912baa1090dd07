import type { Transaction } from '../platform/database/database.js';

/** The day so many days from today, by the calendar in London, `YYYY-MM-DD`. */
export async function dueIn(db: Transaction, days: number): Promise<string> {
  const [due] = await db.rows<{ on: string }>(
    `SELECT ((now() AT TIME ZONE 'Europe/London')::date + $1::int)::text AS "on"`,
    [days],
  );
  if (!due) throw new Error('The database has a clock.');
  return due.on;
}
