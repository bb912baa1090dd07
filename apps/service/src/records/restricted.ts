/**
 * SQL that is true while somebody's case says that what is held of them is kept and not used. `id` is SQL of a person's
 * id; $1: the landlord.
 */
export function isRestricted(id: string): string {
  return `EXISTS (SELECT FROM privacy_cases restricted WHERE restricted.organisation_id = $1
    AND restricted.person_id = ${id} AND restricted.restricted_at IS NOT NULL AND restricted.lifted_at IS NULL)`;
}
