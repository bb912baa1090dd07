import type { Transaction } from '../platform/database/database.js';

/** What day it is in London by the database's clock, `YYYY-MM-DD`. */
export async function today(db: Transaction): Promise<string> {
  const [clock] = await db.rows<{ day: string }>(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`);
  if (!clock) throw new Error('The database has a clock.');
  return clock.day;
}
