/**
 * SQL of who of staff (`who`, without `staff:`) took something down at the household in $2, and when last (`at`).
 * `ways`, as an SQL list: only what was said in one of these; what was tapped counts in any case.
 */
export function whoTookDown(ways?: string): string {
  return `(
    SELECT who, max(at) AS at FROM (
      SELECT staff_id AS who, said_at AS at FROM outcomes
      WHERE organisation_id = $1 AND household_id = $2 AND withdrawn_at IS NULL AND outcome IN ('heard', 'take-part')
      UNION ALL
      SELECT regexp_replace(taken_by, '^staff:', ''), said_at FROM voices
      WHERE organisation_id = $1 AND household_id = $2 AND withdrawn_at IS NULL
        ${ways === undefined ? '' : `AND taken_through IN (${ways})`}) taken
    GROUP BY who)`;
}
