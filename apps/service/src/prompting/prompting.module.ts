import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { ChangeSuppressionSettings } from './change-suppression-settings.js';
import { ChangeSurveyPeriods } from './change-survey-periods.js';
import { DecideContacts } from './decide-contacts.js';
import { ExplainController } from './explain.controller.js';
import { ExplainHousehold } from './explain-household.js';
import { ForeseeDecision } from './foresee-decision.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';
import { PromptingController } from './prompting.controller.js';
import { ReplayDecisions } from './replay-decisions.js';
import { RulesInForce } from './rules-in-force.js';
import { ShowSuppressionSettings } from './show-suppression-settings.js';
import { ShowSurveyPeriods } from './show-survey-periods.js';
import { SuppressionSettingsController } from './suppression-settings.controller.js';
import { SurveyPeriodsController } from './survey-periods.controller.js';

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [ExplainController, PromptingController, SuppressionSettingsController, SurveyPeriodsController],
  providers: [
    ChangeSuppressionSettings,
    ChangeSurveyPeriods,
    DecideContacts,
    ExplainHousehold,
    ForeseeDecision,
    ListDecisions,
    ListPrompts,
    ReplayDecisions,
    RulesInForce,
    ShowSuppressionSettings,
    ShowSurveyPeriods,
  ],
  exports: [
    ChangeSuppressionSettings,
    DecideContacts,
    ExplainHousehold,
    ForeseeDecision,
    ListDecisions,
    ListPrompts,
    ReplayDecisions,
    RulesInForce,
    ShowSuppressionSettings,
  ],
})
export class PromptingModule {}
