/** Everybody in a household, by every name that its records have, as `n.names`; `household` is where its id stands. */
export const namesOfHousehold = (household: string) => `
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT name ORDER BY name) AS names FROM tenancy_parties y
    JOIN people q ON q.organisation_id = $1 AND q.id = y.person_id
    CROSS JOIN LATERAL unnest(ARRAY[q.full_name, q.given_name, q.family_name]) AS name
    WHERE y.organisation_id = $1 AND y.tenancy_id = ${household} AND name <> '') n ON true`;
