/**
 * `living`: the households that live somewhere now, each with its area: what its block stands in, else the block, by its
 * reference in the housing system; null where its home stands in nothing. A part of `WITH`; $1 is the landlord.
 */
export const householdsByArea = `
  homes_now AS MATERIALIZED (
    SELECT id, connection_id, reference_id, parent_reference->>'id' AS parent FROM homes
    WHERE organisation_id = $1 AND deleted_at IS NULL),
  parents AS (
    SELECT h.connection_id, h.reference_id, coalesce(h.parent, h.reference_id) AS area
    FROM homes_now h JOIN (SELECT DISTINCT connection_id, parent FROM homes_now) p
      ON p.connection_id = h.connection_id AND p.parent = h.reference_id),
  living AS (
    SELECT t.id, t.home_id, coalesce(p.area, h.parent) AS area
    FROM tenancies t
    LEFT JOIN homes_now h ON h.id = t.home_id
    LEFT JOIN parents p ON p.connection_id = h.connection_id AND p.reference_id = h.parent
    WHERE t.organisation_id = $1 AND t.is_active AND t.deleted_at IS NULL)`;

/** The households of `living` that `said` comes from, by the household, else by the home alone. */
export const householdsHeard = `
  SELECT household_id AS id, said_at FROM said WHERE household_id IS NOT NULL
  UNION ALL
  SELECT l.id, s.said_at FROM said s JOIN living l ON l.home_id = s.home_id WHERE s.household_id IS NULL`;
