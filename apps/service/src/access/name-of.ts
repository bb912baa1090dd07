/**
 * SQL for who an actor is, in a statement whose $1 is the landlord: members of staff by name, Doorstep itself as it is
 * written, everybody else as written down. `actor` is an expression of ours in which every column names its table: a bare
 * `changed_by` would be that of the staff it is looked up among.
 */
export const nameOf = (actor: string) =>
  `coalesce((SELECT who.name FROM staff who WHERE who.organisation_id = $1 AND 'staff:' || who.id = ${actor}),
    CASE ${actor} WHEN 'doorstep' THEN 'Doorstep' ELSE ${actor} END)`;
