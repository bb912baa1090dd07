import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/index.js';
import { ListHeld } from './list-held.js';
import { ReadAlerts } from './read-alerts.js';
import { RunSync } from './run-sync.js';

@Module({
  imports: [ConnectionsModule],
  providers: [ListHeld, ReadAlerts, RunSync],
  exports: [ListHeld, ReadAlerts, RunSync],
})
export class SyncModule {}
