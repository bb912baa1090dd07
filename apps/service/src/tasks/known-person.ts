import { mayDo } from '../access/index.js';
import type { Transaction } from '../platform/database/database.js';
import { otherTeamsOf, whoTookDown, type RecordSystems } from '../records/index.js';

interface Candidate {
  readonly who: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly tenancy: string;
  readonly allocatedBy: string;
}

/**
 * Who of staff knows a home (seed row 4): whoever took something down there last, of those who were seen at work within
 * 30 days, may do tasks and read what was said, and are in a team that looks after it. Null: nobody, or the landlord
 * wants it so.
 */
export async function knownPerson(db: Transaction, householdId: string): Promise<string | null> {
  const spoke = await db.rows<Candidate>(
    `SELECT spoke.who, coalesce(s.roles, n.roles) AS roles, coalesce(n.teams, '{}') AS teams, t.reference_id AS tenancy,
       t.allocated_by AS "allocatedBy"
     FROM ${whoTookDown()} spoke
     JOIN tenancies t ON t.organisation_id = $1 AND t.id = $2
     LEFT JOIN staff_seen n ON n.organisation_id = $1 AND n.staff_id = spoke.who AND n.last_seen_on >= current_date - 30
     LEFT JOIN staff s ON s.organisation_id = $1 AND s.id::text = spoke.who
     WHERE coalesce(s.roles, n.roles) IS NOT NULL AND s.removed_at IS NULL
       AND (s.id IS NULL OR n.staff_id IS NOT NULL OR s.last_seen_at > now() - interval '30 days')
       AND NOT EXISTS (SELECT FROM word_settings w WHERE w.organisation_id = $1 AND NOT w.keeps_known_person)
     ORDER BY spoke.at DESC, spoke.who`,
    [db.organisationId, householdId],
  );
  for (const one of spoke) if (await mayFollowUp(db, one)) return one.who;
  return null;
}

async function mayFollowUp(db: Transaction, { roles, teams, tenancy, allocatedBy }: Candidate): Promise<boolean> {
  if (!mayDo(roles, 'tasks.do') || !mayDo(roles, 'voices.read')) return false;
  if (teams.length === 0) return true;
  const systems: RecordSystems = { person: allocatedBy, tenancy: allocatedBy, home: allocatedBy };
  return (await otherTeamsOf(db, systems, { type: 'tenancy', id: tenancy }, teams)) === null;
}
