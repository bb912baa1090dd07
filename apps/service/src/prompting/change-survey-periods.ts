import {
  changeSurveyPeriods,
  type ChangeSurveyPeriods as PeriodsChange,
  type SurveyPeriodsShown,
} from '@doorstep/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { writeAudit } from '../audit/index.js';
import { Database } from '../platform/database/database.js';
import { parseInput, Problem } from '../platform/problem.js';
import { readSurveyPeriods } from './show-survey-periods.js';

/** Sets when residents are surveyed by somebody else: the whole list at once. */
@Injectable()
export class ChangeSurveyPeriods {
  constructor(private readonly database: Database) {}

  /** Throws `Problem` when another change came in between: what stands now, who made it and when. */
  async run(actor: string, organisationId: string, raw: PeriodsChange): Promise<SurveyPeriodsShown> {
    const { periods, version } = parseInput(changeSurveyPeriods, raw);
    return this.database.inOrganisation(organisationId, async (db) => {
      const changed = await db.rows(
        `UPDATE organisations SET survey_periods_version = survey_periods_version + 1, survey_periods_changed_by = $3,
           survey_periods_changed_at = now()
         WHERE id = $1 AND survey_periods_version = $2 RETURNING id`,
        [organisationId, version, actor],
      );
      if (changed.length === 0) {
        const says = 'Somebody else changed this list since you read it. Read it again and put your change on top.';
        throw new Problem('conflict', 'survey-periods-changed', says, await readSurveyPeriods(db));
      }
      await db.rows('DELETE FROM survey_periods WHERE organisation_id = $1', [organisationId]);
      await db.rows(
        `INSERT INTO survey_periods (organisation_id, id, name, code, starts_on, ends_on)
         SELECT $1, s.* FROM jsonb_to_recordset($2) AS s (id uuid, name text, code text, "startsOn" date, "endsOn" date)`,
        [organisationId, JSON.stringify(periods.map((one) => ({ ...one, id: uuidv7() })))],
      );
      await writeAudit(db, {
        actor,
        action: 'survey-periods.change',
        subject: `organisation:${organisationId}`,
        detail: { version: version + 1, periods: periods.length },
      });
      return readSurveyPeriods(db);
    });
  }
}
