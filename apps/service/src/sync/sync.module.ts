import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/index.js';
import { ConnectionsModule } from '../connections/index.js';
import { ConfirmMissing } from './confirm-missing.js';
import { ExportHeld } from './export-held.js';
import { GroupHeld } from './group-held.js';
import { HooksController } from './hooks.controller.js';
import { LeaveOutHeld } from './leave-out-held.js';
import { ListFieldsLeft } from './list-fields-left.js';
import { ListHeld } from './list-held.js';
import { ListRuns } from './list-runs.js';
import { ListUnknownValues } from './list-unknown-values.js';
import { ListVanishedFields } from './list-vanished-fields.js';
import { ReadAlerts } from './read-alerts.js';
import { RereadHints } from './reread-hints.js';
import { RunSync } from './run-sync.js';
import { RunsController } from './runs.controller.js';
import { RetryHeld } from './retry-held.js';
import { SetSchedule } from './set-schedule.js';
import { ShowRunning } from './show-running.js';
import { StartRun } from './start-run.js';
import { SyncController } from './sync.controller.js';
import { TakeWebhook } from './take-webhook.js';
import { TreatAsEmpty } from './treat-as-empty.js';

@Module({
  imports: [ConnectionsModule, OrganisationsModule],
  controllers: [HooksController, RunsController, SyncController],
  providers: [
    ExportHeld,
    LeaveOutHeld,
    ListFieldsLeft,
    ListRuns,
    ListUnknownValues,
    ListVanishedFields,
    RetryHeld,
    SetSchedule,
    ShowRunning,
    StartRun,
    TreatAsEmpty,
    ConfirmMissing,
    GroupHeld,
    ListHeld,
    ReadAlerts,
    RereadHints,
    RunSync,
    TakeWebhook,
  ],
  exports: [ConfirmMissing, GroupHeld, ListHeld, ListUnknownValues, ReadAlerts, RereadHints, RunSync],
})
export class SyncModule {}
