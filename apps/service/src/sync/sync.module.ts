import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ConnectionsModule } from '../connections/index.js';
import { ListHeld } from './list-held.js';
import { ReadAlerts } from './read-alerts.js';
import { RunSync } from './run-sync.js';
import { SyncController } from './sync.controller.js';

@Module({
  imports: [ConnectionsModule, OrganisationsModule],
  controllers: [SyncController],
  providers: [ListHeld, ReadAlerts, RunSync],
  exports: [ListHeld, ReadAlerts, RunSync],
})
export class SyncModule {}
