import type { PanelView } from '@doorstep/contracts/embed';
import type { Transaction } from '../platform/database/database.js';
import { whoTookDown } from '../records/index.js';

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
     FROM ${whoTookDown(`'in-person', 'phone'`)} spoke
     LEFT JOIN staff s ON s.organisation_id = $1 AND s.id::text = spoke.who
     WHERE spoke.who NOT LIKE 'system:%' AND spoke.who <> 'doorstep'
     ORDER BY spoke.at DESC, spoke.who LIMIT $3`,
    [db.organisationId, householdId, most],
  );
}
