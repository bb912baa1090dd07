/** SQL for who an actor is: by name where they sign in by name, else as it was written down. */
export const nameOf = (actor: string) =>
  `coalesce((SELECT s.name FROM staff s WHERE s.organisation_id = $1 AND 'staff:' || s.id = ${actor}), ${actor})`;
