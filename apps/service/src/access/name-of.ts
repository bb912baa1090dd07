/**
 * SQL for who an actor is, in a statement whose $1 is the landlord: members of staff by name, everybody else as written
 * down. `actor` is an expression of ours in which every column names its table: a bare `changed_by` would be that of the
 * staff it is looked up among.
 */
export const nameOf = (actor: string) =>
  `coalesce((SELECT who.name FROM staff who WHERE who.organisation_id = $1 AND 'staff:' || who.id = ${actor}), ${actor})`;
