import type { Transaction } from '../platform/database/database.js';

/**
 * SQL of the id that a person goes by now, where the host merged them into another; else their own. What was said before
 * stays on record as it was said, so whoever reads it asks who that is today. `id` is SQL that uses none of the names gone,
 * went and stays; $1: the landlord.
 */
export function personNow(id: string): string {
  return `coalesce((
    SELECT stays.id FROM people gone
    JOIN merged_references went ON went.organisation_id = $1 AND went.connection_id = gone.connection_id AND went.entity = 'person'
      AND went.reference_id = gone.reference_id
    JOIN people stays ON stays.organisation_id = $1 AND stays.connection_id = gone.connection_id AND stays.reference_id = went.into_reference_id
    WHERE gone.organisation_id = $1 AND gone.id = ${id}), ${id})`;
}

/** SQL of the ids (`uuid[]`) of a person and of all who were merged into them. `id` is SQL; $1: the landlord. */
export function samePeople(id: string): string {
  return `(${id} || array(
    SELECT gone.id FROM people stays
    JOIN merged_references went ON went.organisation_id = $1 AND went.connection_id = stays.connection_id AND went.entity = 'person'
      AND went.into_reference_id = stays.reference_id
    JOIN people gone ON gone.organisation_id = $1 AND gone.connection_id = stays.connection_id AND gone.reference_id = went.reference_id
    WHERE stays.organisation_id = $1 AND stays.id = ${id}))`;
}

/** A person's reference, and those it was merged into: whoever of them is not deleted is meant. */
export async function referencesOf(db: Transaction, reference: string): Promise<string[]> {
  const merged = await db.rows<{ into: string }>(
    `SELECT into_reference_id AS into FROM merged_references
     WHERE organisation_id = $1 AND entity = 'person' AND reference_id = $2`,
    [db.organisationId, reference],
  );
  return [reference, ...merged.map(({ into }) => into)];
}

/** Somebody whom the host merged into another, with that other. */
export interface MergedPerson {
  readonly from: string;
  readonly into: string;
}

/** Whoever was merged in a connection and is one of `people`, SQL that selects ids. $1: the landlord. */
export async function mergedAmong(db: Transaction, connectionId: string, people: string): Promise<MergedPerson[]> {
  return db.rows<MergedPerson>(
    `SELECT g.id AS "from", s.id AS into FROM merged_references m
     JOIN people g ON g.organisation_id = $1 AND g.connection_id = $2 AND g.reference_id = m.reference_id
     JOIN people s ON s.organisation_id = $1 AND s.connection_id = $2 AND s.reference_id = m.into_reference_id
     WHERE m.organisation_id = $1 AND m.connection_id = $2 AND m.entity = 'person' AND g.id IN (${people})
     ORDER BY g.id`,
    [db.organisationId, connectionId],
  );
}
