import type { Transaction } from '../platform/database/database.js';

/** What people are called who are among these actors, by actor. */
export async function namesOf(db: Transaction, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await db.rows<{ actor: string; name: string }>(
    `SELECT 'staff:' || id AS actor, name FROM staff WHERE organisation_id = $1 AND 'staff:' || id = ANY ($2)`,
    [db.organisationId, actors],
  );
  return new Map(found.map(({ actor, name }) => [actor, name]));
}
