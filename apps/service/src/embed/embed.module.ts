import { Module } from '@nestjs/common';
import { AsksModule } from '../asks/index.js';
import { HandOffsModule } from '../handoffs/index.js';
import { ListeningModule } from '../listening/index.js';
import { AddInstallation } from './installations/add-installation.js';
import { ChangeHostKeys } from './tokens/change-host-keys.js';
import { ChangeInstallation } from './installations/change-installation.js';
import { CheckSession } from './check-session.js';
import { CheckToken } from './tokens/check-token.js';
import { EmbedCanDoController } from './can-do.controller.js';
import { EmbedDraftsController } from './drafts.controller.js';
import { EmbedController } from './embed.controller.js';
import { ExchangeToken } from './tokens/exchange-token.js';
import { OpenPanel } from './open-panel.js';
import { GiveHostKey } from './tokens/give-host-key.js';
import { EmbedHandOffsController } from './hand-offs.controller.js';
import { FindAllowedOrigins } from './installations/find-allowed-origins.js';
import { KeepDraft } from './keep-draft.js';
import { KeySets } from './tokens/key-sets.js';
import { InstallationsController } from './installations/installations.controller.js';
import { ListInstallations } from './installations/list-installations.js';
import { ListRecordSystems } from './installations/list-record-systems.js';
import { ListTeams } from './teams/list-teams.js';
import { MakePanelLink } from './make-panel-link.js';
import { PanelPageController } from './panel-page.controller.js';
import { PanelLinksController } from './panel-links.controller.js';
import { OrganisationsModule } from '../organisations/index.js';
import { PolicyReviewsModule } from '../policy-reviews/index.js';
import { PreferencesModule } from '../preferences/index.js';
import { RecompenseModule } from '../recompense/index.js';
import { RepliesModule } from '../replies/index.js';
import { EmbedPreferencesController } from './preferences.controller.js';
import { EmbedRepliesController } from './replies.controller.js';
import { EmbedPolicyClashesController } from './policy-clashes.controller.js';
import { SkillOffersModule } from '../skill-offers/index.js';
import { EmbedSkillOffersController } from './skill-offers.controller.js';
import { SearchPlaces } from './teams/search-places.js';
import { SetTeam } from './teams/set-team.js';
import { ShowDrafts } from './show-drafts.js';
import { ShowInstallation } from './installations/show-installation.js';
import { TeamsController } from './teams/teams.controller.js';
import { EmbedVoicesController } from './voices.controller.js';

@Module({
  imports: [
    AsksModule,
    HandOffsModule,
    ListeningModule,
    OrganisationsModule,
    PolicyReviewsModule,
    PreferencesModule,
    RecompenseModule,
    RepliesModule,
    SkillOffersModule,
  ],
  controllers: [
    EmbedController,
    EmbedVoicesController,
    EmbedHandOffsController,
    EmbedRepliesController,
    EmbedPreferencesController,
    EmbedDraftsController,
    EmbedCanDoController,
    EmbedPolicyClashesController,
    EmbedSkillOffersController,
    InstallationsController,
    PanelLinksController,
    PanelPageController,
    TeamsController,
  ],
  providers: [
    AddInstallation,
    ChangeHostKeys,
    ChangeInstallation,
    CheckSession,
    CheckToken,
    ExchangeToken,
    OpenPanel,
    FindAllowedOrigins,
    GiveHostKey,
    KeepDraft,
    KeySets,
    ListInstallations,
    ListRecordSystems,
    ListTeams,
    MakePanelLink,
    SearchPlaces,
    SetTeam,
    ShowDrafts,
    ShowInstallation,
  ],
  exports: [AddInstallation, CheckSession],
})
export class EmbedModule {}
