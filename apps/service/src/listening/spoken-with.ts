import type { PanelView } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';

/** As many as somebody is told of at a glance. */
const most = 3;

/**
 * Who of staff spoke with a household before and on which day last, the latest first (seed row 4): by their name, where
 * they have one here, else as their system calls them. For who may read what was said, like that itself.
 */
export async function readSpokenWith(
  db: Transaction,
  householdId: string,
): Promise<NonNullable<PanelView['spokenWith']>> {
  return db.rows(
    `SELECT coalesce(s.name, (SELECT coalesce(x.operative_name, x.operative_id) FROM phones x
         WHERE x.organisation_id = $1 AND spoke.who = 'operative:' || x.operative_id
         ORDER BY x.operative_name IS NULL, x.last_contact_at DESC LIMIT 1),
         regexp_replace(spoke.who, '^operative:', '')) AS name,
       to_char(spoke.at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS "lastOn"
     FROM (
       SELECT who, max(at) AS at FROM (
         SELECT staff_id AS who, said_at AS at FROM outcomes
         WHERE organisation_id = $1 AND household_id = $2 AND withdrawn_at IS NULL AND outcome IN ('heard', 'take-part')
         UNION ALL
         SELECT regexp_replace(taken_by, '^staff:', ''), said_at FROM voices
         WHERE organisation_id = $1 AND household_id = $2 AND withdrawn_at IS NULL
           AND taken_through IN ('in-person', 'phone')) taken
       WHERE who NOT LIKE 'system:%' AND who <> 'doorstep' GROUP BY who) spoke
     LEFT JOIN staff s ON s.organisation_id = $1 AND s.id::text = spoke.who
     ORDER BY spoke.at DESC, spoke.who LIMIT $3`,
    [db.organisationId, householdId, most],
  );
}
