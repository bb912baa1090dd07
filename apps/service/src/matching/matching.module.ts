import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PromptingModule } from '../prompting/index.js';
import { StaffModule } from '../staff/index.js';
import { SyncModule } from '../sync/index.js';
import { ChangeMatching } from './change-matching.js';
import { MatchingController } from './matching.controller.js';
import { ShowMatching } from './show-matching.js';
import { TryTenancy } from './try-tenancy.js';

@Module({
  imports: [ConnectionsModule, OrganisationsModule, PromptingModule, StaffModule, SyncModule],
  controllers: [MatchingController],
  providers: [ChangeMatching, ShowMatching, TryTenancy],
})
export class MatchingModule {}
