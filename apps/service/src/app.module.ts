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
import { LeavingModule } from './leaving/index.js';
import { ListeningModule } from './listening/index.js';
import { MatchingModule } from './matching/index.js';
import { OrganisationsModule } from './organisations/index.js';
import { PictureModule } from './picture/index.js';
import { PolicyReviewsModule } from './policy-reviews/index.js';
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
import { SkillOffersModule } from './skill-offers/index.js';
import { StaffModule } from './staff/index.js';
import { SyncModule } from './sync/index.js';
import { TasksModule } from './tasks/index.js';
import { VisitsModule } from './visits/index.js';
import { WebhooksModule } from './webhooks/index.js';
import { WriteBacksModule } from './write-back/index.js';

/**
 * The table of contents, in the order the data meets them. Beside these: `records` reads the mirror of the housing system
 * for every room, `access` is the table of who may do what, `audit` writes what was done, `demo` loads the pretend landlord.
 */
@Module({})
export class AppModule {
  static on(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(platform),
        OrganisationsModule, // landlords and their API keys
        StaffModule, // people of a landlord, and how they sign in
        SetUpModule, // how far setting up is
        ConnectionsModule, // housing systems, their secrets, what counts as a contact
        SyncModule, // runs, held rows, hints from hosts
        ContactsModule, // everyday contacts, from records or told
        LibraryModule, // prompts and their texts, in two languages
        GoingLiveModule, // who is shown prompts; the off switch
        PromptingModule, // a prompt or a why-not for each contact; how often we ask
        MatchingModule, // which column and code of a host means what
        RulesModule, // a landlord’s own rules, and their preview
        ListeningModule, // voices and outcomes, their sorting, held voices
        HandOffsModule, // routes, hand-offs and their clocks
        AlarmsModule, // what somebody has to look at
        DeliveryModule, // how e-mails and texts leave
        RepliesModule, // topics, replies, tellings, what is owed
        AsksModule, // asks, roll calls, decisions, what an ask is stuck on
        LeavingModule, // the page on which somebody leaves an ask by themselves
        GatheringModule, // links for partners and stalls, paper, wonder boxes
        PictureModule, // who is heard and who is not
        PolicyReviewsModule, // policies that staff say do not fit
        PromisesModule, // promises, and residents’ evaluations
        EvidenceModule, // packs, stories, the listening page
        WriteBacksModule, // what is written into the host
        WebhooksModule, // telling a landlord’s own systems
        TasksModule, // what staff are to do
        PreferencesModule, // ways to reach, wishes about being asked
        RecompenseModule, // thanks for people’s time, and expenses
        SkillOffersModule, // what people could bring
        LadderModule, // reaching homes that were never heard
        VisitsModule, // the phone at the door
        EmbedModule, // the panel in the host: tokens, links, teams, drafts
        PrivacyModule, // a copy, a restriction, an erasure, each on a case
        OversightModule, // health, jobs, the audit and its seal
        RetentionModule, // what is kept no longer
        DisplayModule, // how the panel looks, and the words for residents
      ],
    };
  }
}
