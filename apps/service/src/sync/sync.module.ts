import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ConnectionsModule } from '../connections/index.js';
import { ConfirmMissing } from './confirm-missing.js';
import { GroupHeld } from './group-held.js';
import { HooksController } from './hooks.controller.js';
import { ListHeld } from './list-held.js';
import { ReadAlerts } from './read-alerts.js';
import { RereadHints } from './reread-hints.js';
import { RunSync } from './run-sync.js';
import { SyncController } from './sync.controller.js';
import { TakeWebhook } from './take-webhook.js';

@Module({
  imports: [ConnectionsModule, OrganisationsModule],
  controllers: [HooksController, SyncController],
  providers: [ConfirmMissing, GroupHeld, ListHeld, ReadAlerts, RereadHints, RunSync, TakeWebhook],
  exports: [ConfirmMissing, GroupHeld, ListHeld, ReadAlerts, RereadHints, RunSync],
})
export class SyncModule {}
