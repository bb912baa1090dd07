import {
  changeSurveyPeriods,
  surveyPeriodsShown,
  type ChangeSurveyPeriods as PeriodsChange,
  type SurveyPeriodsShown,
} from '@doorstep/contracts/http';
import { Body, Controller, Get, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Needs } from '../access/index.js';
import { CallerGuard, CalledBy, type Caller } from '../platform/http/caller.guard.js';
import { ChangeSurveyPeriods } from './change-survey-periods.js';
import { ShowSurveyPeriods } from './show-survey-periods.js';

/** When residents are surveyed by somebody else. */
@Controller('admin/v1/survey-periods')
@UseGuards(CallerGuard)
export class SurveyPeriodsController {
  constructor(
    private readonly showPeriods: ShowSurveyPeriods,
    private readonly changePeriods: ChangeSurveyPeriods,
  ) {}

  @Get()
  @Needs('settings.read')
  @ApiOkResponse({ standardSchema: surveyPeriodsShown })
  async show(@CalledBy() { organisationId }: Caller): Promise<SurveyPeriodsShown> {
    return this.showPeriods.run(organisationId);
  }

  @Put()
  @Needs('settings.change')
  @ApiOkResponse({ standardSchema: surveyPeriodsShown })
  async change(
    @CalledBy() { actor, organisationId }: Caller,
    @Body({ schema: changeSurveyPeriods }) body: PeriodsChange,
  ): Promise<SurveyPeriodsShown> {
    return this.changePeriods.run(actor, organisationId, body);
  }
}
