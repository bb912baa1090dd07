import { Module } from '@nestjs/common';
import { SyncModule } from '../sync/index.js';
import { DecideContacts } from './decide-contacts.js';
import { ListDecisions } from './list-decisions.js';
import { ListPrompts } from './list-prompts.js';

@Module({
  imports: [SyncModule],
  providers: [DecideContacts, ListDecisions, ListPrompts],
  exports: [DecideContacts, ListDecisions, ListPrompts],
})
export class PromptingModule {}
