import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { SyncModule } from '../sync/index.js';
import { DecideContacts } from './decide-contacts.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';
import { PromptingController } from './prompting.controller.js';

@Module({
  imports: [OrganisationsModule, SyncModule],
  controllers: [PromptingController],
  providers: [DecideContacts, ListDecisions, ListPrompts],
  exports: [DecideContacts, ListDecisions, ListPrompts],
})
export class PromptingModule {}
