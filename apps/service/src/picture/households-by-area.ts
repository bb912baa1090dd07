/**
 * `living`: the households that live somewhere now, each with its area: what its block stands in, else the block, by its
 * reference in the housing system; null where its home stands in nothing. A part of `WITH`; $1 is the landlord.
 */
export const householdsByArea = `
  blocks AS (
    SELECT connection_id, reference_id, coalesce(parent_reference->>'id', reference_id) AS area FROM homes
    WHERE organisation_id = $1 AND deleted_at IS NULL AND kind <> 'dwelling'),
  homes_now AS (
    SELECT id, connection_id, parent_reference->>'id' AS parent FROM homes
    WHERE organisation_id = $1 AND deleted_at IS NULL),
  living AS (
    SELECT t.id, coalesce(b.area, h.parent) AS area
    FROM tenancies t
    LEFT JOIN homes_now h ON h.id = t.home_id
    LEFT JOIN blocks b ON b.connection_id = h.connection_id AND b.reference_id = h.parent
    WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL)`;

/** The households that `said` comes from: the household, else whoever lives in the home alone. */
export const householdsHeard = `
  SELECT household_id AS id, said_at FROM said WHERE household_id IS NOT NULL
  UNION ALL
  SELECT t.id, s.said_at FROM said s
  JOIN tenancies t ON t.organisation_id = $1 AND t.home_id = s.home_id AND t.is_active AND t.deleted_at IS NULL
  WHERE s.household_id IS NULL`;
