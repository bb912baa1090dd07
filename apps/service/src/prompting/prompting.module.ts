import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { ChangeSuppressionSettings } from './change-suppression-settings.js';
import { DecideContacts } from './decide-contacts.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';
import { PromptingController } from './prompting.controller.js';
import { ShowSuppressionSettings } from './show-suppression-settings.js';
import { SuppressionSettingsController } from './suppression-settings.controller.js';

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [PromptingController, SuppressionSettingsController],
  providers: [ChangeSuppressionSettings, DecideContacts, ListDecisions, ListPrompts, ShowSuppressionSettings],
  exports: [ChangeSuppressionSettings, DecideContacts, ListDecisions, ListPrompts, ShowSuppressionSettings],
})
export class PromptingModule {}
