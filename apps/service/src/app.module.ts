import { Module, type DynamicModule } from '@nestjs/common';
import { AlarmsModule } from './alarms/index.js';
import { AsksModule } from './asks/index.js';
import { ConnectionsModule } from './connections/index.js';
import { ContactsModule } from './contacts/index.js';
import { DeliveryModule } from './delivery/index.js';
import { DisplayModule } from './display/index.js';
import { EmbedModule } from './embed/index.js';
import { EvidenceModule } from './evidence/index.js';
import { GatheringModule } from './gathering/index.js';
import { GoingLiveModule } from './going-live/index.js';
import { HandOffsModule } from './handoffs/index.js';
import { LadderModule } from './ladder/index.js';
import { LibraryModule } from './library/index.js';
import { ListeningModule } from './listening/index.js';
import { MatchingModule } from './matching/index.js';
import { OrganisationsModule } from './organisations/index.js';
import { PictureModule } from './picture/index.js';
import { OversightModule } from './oversight/index.js';
import { PlatformModule, type Platform } from './platform/platform.module.js';
import { PreferencesModule } from './preferences/index.js';
import { PrivacyModule } from './privacy/index.js';
import { PromisesModule } from './promises/index.js';
import { PromptingModule } from './prompting/index.js';
import { RepliesModule } from './replies/index.js';
import { RecompenseModule } from './recompense/index.js';
import { RetentionModule } from './retention/index.js';
import { RulesModule } from './rules/index.js';
import { SetUpModule } from './set-up/index.js';
import { StaffModule } from './staff/index.js';
import { SyncModule } from './sync/index.js';
import { TasksModule } from './tasks/index.js';
import { VisitsModule } from './visits/index.js';
import { WebhooksModule } from './webhooks/index.js';
import { WriteBacksModule } from './write-back/index.js';

/** The table of contents, in the order the data meets them. */
@Module({})
export class AppModule {
  static on(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(platform),
        OrganisationsModule,
        StaffModule,
        SetUpModule,
        ConnectionsModule,
        SyncModule,
        ContactsModule,
        LibraryModule,
        GoingLiveModule,
        PromptingModule,
        MatchingModule,
        RulesModule,
        ListeningModule,
        HandOffsModule,
        AlarmsModule,
        DeliveryModule,
        RepliesModule,
        AsksModule,
        GatheringModule,
        PictureModule,
        PromisesModule,
        EvidenceModule,
        WriteBacksModule,
        WebhooksModule,
        TasksModule,
        PreferencesModule,
        RecompenseModule,
        LadderModule,
        VisitsModule,
        EmbedModule,
        PrivacyModule,
        OversightModule,
        RetentionModule,
        DisplayModule,
      ],
    };
  }
}
