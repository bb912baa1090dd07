import type { SurveyPeriodsShown } from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { nameOf } from '../access/index.js';
import { Database, type Transaction } from '../platform/database/database.js';
import { instant } from '../platform/database/instant.js';

/** When residents are surveyed by somebody else, where, and who set it last. */
@Injectable()
export class ShowSurveyPeriods {
  constructor(private readonly database: Database) {}

  async run(organisationId: string): Promise<SurveyPeriodsShown> {
    return this.database.inOrganisation(organisationId, readSurveyPeriods);
  }
}

/** The whole list as it stands, by first day. */
export async function readSurveyPeriods(db: Transaction): Promise<SurveyPeriodsShown> {
  const [shown] = await db.rows<SurveyPeriodsShown>(
    `SELECT o.survey_periods_version AS version, ${nameOf('o.survey_periods_changed_by')} AS "changedBy",
       ${instant('o.survey_periods_changed_at')} AS "changedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'code', s.code, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
          'place', (SELECT array_to_string(h.address_lines, ', ') FROM homes h
            WHERE h.organisation_id = $1 AND h.reference_id = s.code AND h.deleted_at IS NULL LIMIT 1))
          ORDER BY s.starts_on, s.name, s.id), '[]')
        FROM survey_periods s WHERE s.organisation_id = $1) AS periods
     FROM organisations o WHERE o.id = $1`,
    [db.organisationId],
  );
  return shown!;
}
