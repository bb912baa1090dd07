/**
 * SQL for the tenancy under which a home is let now, the newest where there are several; $1 is the landlord and `home` an
 * expression of ours. Its tenancies are fetched by the home before anything else is asked of them: while a landlord is
 * brought in for the first time, the planner has no figures and would rather read every tenancy that is active, each time.
 */
export const tenancyOfHome = (home: string) =>
  `(SELECT t.id FROM (SELECT * FROM tenancies WHERE organisation_id = $1 AND home_id = ${home} OFFSET 0) t
    WHERE t.is_active AND t.deleted_at IS NULL ORDER BY t.start_date DESC NULLS LAST, t.id LIMIT 1)`;
