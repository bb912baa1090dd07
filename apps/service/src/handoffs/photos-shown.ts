/**
 * SQL for the photos of the visits that `entries` picks (a condition on `visit_entries e`), in a statement whose $1 is
 * the landlord: a JSON array of `PhotoShown`, empty where none has arrived. Whoever reads the words may read it.
 */
export function photosShown(entries: string): string {
  return `coalesce((SELECT jsonb_agg(jsonb_build_object('entryId', i.entry_id, 'photoId', i.id) ORDER BY i.id)
    FROM visit_entries e JOIN visit_photos i ON i.organisation_id = $1 AND i.entry_id = e.id AND i.state = 'kept'
    WHERE e.organisation_id = $1 AND ${entries}), '[]'::jsonb)`;
}

/** SQL for how many photos of those visits the phone has not sent yet. As above. */
export function photosOnTheirWay(entries: string): string {
  return `(SELECT count(*)::int FROM visit_entries e
    JOIN visit_photos i ON i.organisation_id = $1 AND i.entry_id = e.id AND i.state = 'arriving'
    WHERE e.organisation_id = $1 AND ${entries})`;
}
