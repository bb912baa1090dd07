import type { Transaction } from '../platform/database/database.js';

/** Today in London by the database's clock, `YYYY-MM-DD`. */
export async function todayOf(db: Transaction): Promise<string> {
  const [row] = await db.rows<{ today: string }>(
    `SELECT to_char(now() AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS today`,
  );
  return row?.today ?? '';
}
