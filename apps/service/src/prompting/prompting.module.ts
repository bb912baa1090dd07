import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { ChangeSuppressionSettings } from './change-suppression-settings.js';
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
import { SuppressionSettingsController } from './suppression-settings.controller.js';

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [ExplainController, PromptingController, SuppressionSettingsController],
  providers: [
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
