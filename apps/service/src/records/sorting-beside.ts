/**
 * SQL that joins the latest sorting of a voice `v` as `s`: what kind of thing it is, what about, and whether that is
 * fixed for now. `asOf`, an SQL instant: as it was sorted then. A sorting that says no kind takes the one before back.
 */
export function sortingBeside(asOf?: string): string {
  return `LEFT JOIN LATERAL (SELECT id, kind, theme, is_about_fixed FROM voice_sortings
    WHERE organisation_id = $1 AND voice_id = v.id${asOf === undefined ? '' : ` AND sorted_at <= ${asOf}`}
    ORDER BY sorted_at DESC, id DESC LIMIT 1) s ON true`;
}

/** SQL of the kind as it stands: as sorted last, else as it was first said to be. */
export const kindNow = 'CASE WHEN s.id IS NULL THEN v.kind ELSE s.kind END';
