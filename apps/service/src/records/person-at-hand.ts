import type { Transaction } from '../platform/database/database.js';
import type { Caller } from '../platform/http/caller.guard.js';
import { Problem } from '../platform/problem.js';
import { householdOf } from './household-of.js';
import { referencesOf } from './same-person.js';
import { recordUnknown, type StaffAtRecord } from './staff-at-record.js';

/** Staff at the record of the host that they have open, or a landlord's system that names a person by its own reference. */
export type AtPerson = StaffAtRecord | (Caller & { readonly person: string });

export interface PersonAtHand {
  readonly actor: string;
  /** Null at the record of a tenancy or a home: whose it is was not said. */
  readonly personId: string | null;
  /** The tenancy they live in now; null when they have none. */
  readonly householdId: string | null;
}

/** Finds whom it is about. Throws `Problem` when the record is not known, or nobody or several have the reference. */
export async function personAtHand(db: Transaction, at: AtPerson): Promise<PersonAtHand> {
  const actor = 'staffId' in at ? `staff:${at.staffId}` : at.actor;
  if ('staffId' in at) {
    const owner = await householdOf(db, at.systems, at.record);
    if (!owner) throw recordUnknown();
    return { actor, ...owner };
  }
  const people = await db.rows<{ personId: string; householdId: string | null }>(
    `SELECT p.id AS "personId", (
       SELECT t.id FROM tenancy_parties y JOIN tenancies t ON t.organisation_id = $1 AND t.id = y.tenancy_id
       WHERE y.organisation_id = $1 AND y.person_id = p.id AND t.is_active AND t.deleted_at IS NULL
       ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1) AS "householdId"
     FROM people p WHERE p.organisation_id = $1 AND p.reference_id = ANY ($2::text[]) AND p.deleted_at IS NULL`,
    [db.organisationId, await referencesOf(db, at.person)],
  );
  const [person] = people;
  if (person === undefined)
    throw new Problem('not-known', 'person-unknown', `Nobody here has the reference ${at.person}.`);
  if (people.length > 1)
    throw new Problem('conflict', 'person-ambiguous', `More than one person here has the reference ${at.person}.`);
  return { actor, ...person };
}

/** The person's id. Throws `Problem` where the record at hand is not one person's. */
export function onePerson({ personId }: PersonAtHand): string {
  if (personId === null)
    throw new Problem('conflict', 'whose-record', 'This is about one person. Open the record of that person first.');
  return personId;
}

/** The household's id. Throws `Problem` where the person lives in no home of ours. */
export function oneHousehold({ householdId }: PersonAtHand): string {
  if (householdId === null)
    throw new Problem('conflict', 'household-unknown', 'This is about a household, and the person has no tenancy now.');
  return householdId;
}

/** Takes the person's turn: two who write about one person wait for each other, until the transaction ends. */
export async function lockPerson(db: Transaction, personId: string): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 2))', [db.organisationId, personId]);
}
