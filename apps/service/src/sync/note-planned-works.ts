import { isPlannedWorks, type ContactMapping } from '@doorstep/domain';
import type { Transaction } from '../platform/database/database.js';
import type { ChangedRecord } from './merge-page.js';

/** What is done, by trade and description; numbers are those of homes. SQL over a row `r` of `repairs`. */
const worksHash = `sha256(convert_to(
  regexp_replace(lower(coalesce(r.trade_name, '') || ' ' || r.description), '[^[:alpha:]]+', ' ', 'g'), 'UTF8'))`;

/**
 * Notes works that the host plans, in the transaction of the page that told of them: the same works at one block, or what
 * stands for it, are one, whatever number of jobs they come in, on whichever page (seed row 85). Jobs that are known
 * already change nothing. A year later, when the jobs that were known are over, the same works are new ones.
 */
export async function notePlannedWorks(
  db: Transaction,
  connectionId: string,
  changed: readonly ChangedRecord[],
  mapping: ContactMapping,
): Promise<void> {
  const planned = changed.filter(({ record }) => record.entity === 'repair' && isPlannedWorks(record, mapping));
  if (planned.length === 0) return;
  await db.rows(
    `INSERT INTO planned_works AS p (organisation_id, connection_id, place_id, works_hash, jobs)
     SELECT $1, $2, place.id, ${worksHash}, array_agg(r.reference_id ORDER BY r.reference_id)
     FROM repairs r
     JOIN homes h ON h.organisation_id = $1 AND h.id = r.home_id
     JOIN homes place ON place.organisation_id = $1 AND place.connection_id = $2 AND place.deleted_at IS NULL
       AND place.reference_id = CASE WHEN h.kind IN ('block', 'estate') THEN h.reference_id ELSE h.parent_id END
     WHERE r.organisation_id = $1 AND r.connection_id = $2 AND r.reference_id = ANY ($3::text[])
       AND NOT EXISTS (SELECT FROM planned_works k WHERE k.organisation_id = $1 AND k.connection_id = $2
         AND k.place_id = place.id AND r.reference_id = ANY (k.jobs))
     GROUP BY place.id, ${worksHash}
     ON CONFLICT (organisation_id, connection_id, place_id, works_hash) DO UPDATE SET
       (jobs, found_at, ask_id, dismissed_at, dismissed_by, dismissed_because) = (
         SELECT CASE WHEN is_new THEN excluded.jobs ELSE p.jobs || excluded.jobs END,
           CASE WHEN is_new THEN now() ELSE p.found_at END, CASE WHEN NOT is_new THEN p.ask_id END,
           CASE WHEN NOT is_new THEN p.dismissed_at END, CASE WHEN NOT is_new THEN p.dismissed_by END,
           CASE WHEN NOT is_new THEN p.dismissed_because END
         FROM (SELECT p.found_at < now() - interval '1 year' AND NOT EXISTS (
           SELECT FROM repairs o WHERE o.organisation_id = $1 AND o.connection_id = $2 AND o.reference_id = ANY (p.jobs)
             AND o.ended_at IS NULL AND o.deleted_at IS NULL) AS is_new) s)`,
    [db.organisationId, connectionId, planned.map(({ key }) => key)],
  );
}
