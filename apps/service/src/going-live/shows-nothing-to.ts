import type { Transaction } from '../platform/database/database.js';

/**
 * The households for which no prompt is shown now: everything, their place or their team is switched off, or only live
 * teams are shown prompts and theirs is none. A household's teams are those of whoever asks; where they have none, those
 * that look after its home. Asked again each time something would be shown, so that what waits in a queue or was decided
 * long ago is not shown either.
 * @param teams the codes of whoever asks; empty: not known
 */
export async function showsNothingTo(
  db: Transaction,
  householdIds: readonly string[],
  teams: readonly string[],
): Promise<ReadonlySet<string>> {
  const [limits] = await db.rows<{ everything: boolean; some: boolean }>(
    `SELECT EXISTS (SELECT FROM off_switches
              WHERE organisation_id = $1 AND lifted_at IS NULL AND covers = 'everything') AS everything,
            o.shows_prompts_to = 'live-teams' OR EXISTS (
              SELECT FROM off_switches WHERE organisation_id = $1 AND lifted_at IS NULL) AS some
     FROM organisations o WHERE o.id = $1`,
    [db.organisationId],
  );
  if (limits?.everything) return new Set(householdIds);
  if (!limits?.some) return new Set();
  const off = await db.rows<{ id: string }>(
    `WITH RECURSIVE home AS (
       SELECT t.id AS household, h.reference_id, h.connection_id, h.parent_reference->>'id' AS parent, 0 AS depth
       FROM tenancies t JOIN homes h ON h.organisation_id = $1 AND h.id = t.home_id
       WHERE t.organisation_id = $1 AND t.id = ANY ($2::uuid[])
       UNION ALL
       SELECT i.household, h.reference_id, h.connection_id, h.parent_reference->>'id', i.depth + 1
       FROM home i JOIN homes h ON h.organisation_id = $1 AND h.connection_id = i.connection_id AND h.reference_id = i.parent
       WHERE i.depth < 6
     ),
     places AS (SELECT household, reference_id AS place FROM home
                UNION SELECT household, parent FROM home WHERE parent IS NOT NULL),
     looked_after AS (
       SELECT p.household, c.team_code AS code FROM places p
       JOIN team_places c ON c.organisation_id = $1 AND c.place = p.place
       WHERE cardinality($3::text[]) = 0
       UNION SELECT household, unnest($3::text[]) FROM unnest($2::uuid[]) AS g(household)
     )
     SELECT g.household AS id FROM unnest($2::uuid[]) AS g(household)
     WHERE EXISTS (SELECT FROM off_switches s JOIN places p ON p.household = g.household AND p.place = s.subject
                   WHERE s.organisation_id = $1 AND s.lifted_at IS NULL AND s.covers = 'place')
        OR EXISTS (SELECT FROM off_switches s JOIN looked_after a ON a.household = g.household AND a.code = s.subject
                   WHERE s.organisation_id = $1 AND s.lifted_at IS NULL AND s.covers = 'team')
        OR ((SELECT shows_prompts_to FROM organisations WHERE id = $1) = 'live-teams' AND NOT EXISTS (
              SELECT FROM live_teams l JOIN looked_after a ON a.household = g.household AND a.code = l.team_code
              WHERE l.organisation_id = $1))`,
    [db.organisationId, householdIds, teams],
  );
  return new Set(off.map(({ id }) => id));
}
