import type { Transaction } from '../platform/database/database.js';
import { homeOf } from './mirror-tables.js';

/**
 * Joins what came before its parent: tenancies to homes, repairs to homes, people to tenancies; then says for each
 * party whether the tenancy names them as responsible, by the host's own id where it holds, else by full name (and
 * birth date where both have one), since Hackney's index gives household members ids that match no person.
 */
export async function linkHouseholds(db: Transaction, connectionId: string): Promise<void> {
  const here = [db.organisationId, connectionId];
  for (const table of ['tenancies', 'repairs']) {
    await db.rows(
      `UPDATE ${table} x SET home_id = ${homeOf('x')}
       WHERE x.organisation_id = $1 AND x.connection_id = $2 AND x.home_id IS NULL
         AND x.home_reference_id IS NOT NULL AND ${homeOf('x')} IS NOT NULL`,
      here,
    );
  }
  await db.rows(
    `UPDATE tenancy_parties y SET tenancy_id = t.id FROM tenancies t
     WHERE y.organisation_id = $1 AND y.tenancy_id IS NULL
       AND (SELECT p.connection_id FROM people p WHERE p.organisation_id = $1 AND p.id = y.person_id) = $2
       AND t.organisation_id = $1 AND t.connection_id = $2 AND t.reference_id = y.tenancy_reference_id`,
    here,
  );
  await db.rows(
    `UPDATE tenancy_parties y SET is_responsible = found.is_responsible, resolution = found.resolution
     FROM (
       SELECT y.person_id, y.tenancy_reference_id, coalesce(m.is_responsible, false) AS is_responsible,
              coalesce(m.resolution, 'not-named') AS resolution
       FROM tenancy_parties y
       JOIN tenancies t ON t.organisation_id = $1 AND t.connection_id = $2 AND t.id = y.tenancy_id
       JOIN people p ON p.organisation_id = $1 AND p.id = y.person_id
       LEFT JOIN LATERAL (
         SELECT m."isResponsible" AS is_responsible,
                CASE WHEN m.reference ->> 'id' = p.reference_id THEN 'source-id'
                     WHEN m."dateOfBirth" = p.date_of_birth THEN 'name-and-birth-date' ELSE 'name-only' END AS resolution
         FROM jsonb_to_recordset(t.members) AS m (reference jsonb, "fullName" text, "dateOfBirth" date, "isResponsible" boolean)
         WHERE m.reference ->> 'id' = p.reference_id OR lower(m."fullName") = lower(p.full_name)
         ORDER BY m.reference ->> 'id' = p.reference_id DESC, (m."dateOfBirth" = p.date_of_birth) IS TRUE DESC
         LIMIT 1
       ) m ON true
       WHERE y.organisation_id = $1 AND y.resolution = 'unresolved'
     ) found
     WHERE y.organisation_id = $1 AND y.person_id = found.person_id AND y.tenancy_reference_id = found.tenancy_reference_id`,
    here,
  );
}
