import type { Transaction } from '../platform/database/database.js';
import { bound, type Resident } from './find-resident.js';
import { heldTables, overRows, type HeldTable } from './held-tables.js';

/** How many rows each table has of somebody. */
export async function countHeld(db: Transaction, resident: Resident): Promise<(HeldTable & { count: number })[]> {
  const counted = [];
  for (const table of Object.values(heldTables)) {
    const [found] = await db.rows<{ count: number }>(overRows('count(*)::int AS count', table), bound(db, resident));
    counted.push({ ...table, count: found?.count ?? 0 });
  }
  return counted;
}
